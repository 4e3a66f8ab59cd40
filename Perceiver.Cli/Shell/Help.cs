using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Perceiver.Cli;

/// <summary>Help texts: System.CommandLine's own, then the verb's examples.</summary>
public static class Help
{
    /// <summary>Makes <c>--help</c> show examples.</summary>
    public static void AddExamples(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }
    }

    /// <summary>Writes the help of the program itself.</summary>
    public static void Write(RootCommand root, TextWriter output) =>
        root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output });
}

/// <summary>The action behind <c>--help</c>.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb { Examples.Count: > 0 } verb)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
        }

        return code;
    }
}
