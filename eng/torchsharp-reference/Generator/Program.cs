using TorchSharpReference;

// Generator OUTPUT.cs LIST... [CHANGES.diff]: writes TorchSharp's listed members as C# whose bodies throw.
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: Generator OUTPUT.cs LIST... [CHANGES.diff]");
    return 2;
}

var members = MemberList.Read(args[1..]);
File.WriteAllText(args[0], LibraryWriter.Write(members));
Console.WriteLine($"{members.Count} members");
return 0;
