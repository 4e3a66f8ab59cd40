namespace TorchSharpReference;

/// <summary>A printed parameter list as C#: names that are keywords escaped, what may be null marked so.</summary>
internal static class Parameters
{
    private static readonly HashSet<string> Keywords =
    [
        "bool",
        "double",
        "float",
        "int",
        "long",
        "out",
        "params",
        "ref",
        "short",
    ];

    public static string Name(string name) => Keywords.Contains(name) ? "@" + name : name;

    public static string Write(string printed) => string.Join(", ", Split(printed).Select(One));

    private static string One(string parameter)
    {
        var parts = parameter.Split(" = ", 2);
        var space = parts[0].LastIndexOf(' ');
        var type = parts[0][..space];
        var name = Name(parts[0][(space + 1)..]);
        if (parts.Length == 1)
            return $"{type} {name}";
        var mayBeNull = parts[1] == "null" && !type.EndsWith('?');
        return $"{type}{(mayBeNull ? "?" : "")} {name} = {parts[1]}";
    }

    /// <summary>At the commas outside brackets of any kind.</summary>
    private static List<string> Split(string printed)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var place = 0; place < printed.Length; place++)
        {
            depth += printed[place] switch
            {
                '(' or '<' or '[' => 1,
                ')' or '>' or ']' => -1,
                _ => 0,
            };
            if (printed[place] != ',' || depth != 0)
                continue;
            parts.Add(printed[start..place]);
            start = place + 2;
        }
        if (start < printed.Length)
            parts.Add(printed[start..]);
        return parts;
    }
}
