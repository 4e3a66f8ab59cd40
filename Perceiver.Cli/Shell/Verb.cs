using System.CommandLine;

namespace Perceiver.Cli;

/// <summary>A command whose help ends with examples.</summary>
public sealed class Verb : Command
{
    /// <summary>Makes a verb.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does, in one sentence.</param>
    /// <param name="examples">Command lines that work as they stand.</param>
    /// <param name="parts">Its arguments, options and sub-verbs.</param>
    public Verb(string name, string description, IReadOnlyList<string> examples, params Symbol[] parts)
        : base(name, description)
    {
        Examples = examples;
        foreach (var part in parts)
        {
            switch (part)
            {
                case Option option:
                    Options.Add(option);
                    break;
                case Argument argument:
                    Arguments.Add(argument);
                    break;
                case Command command:
                    Subcommands.Add(command);
                    break;
            }
        }
    }

    /// <summary>Command lines shown under the help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Sets what the verb does and returns the verb.</summary>
    public Verb Does(Func<ParseResult, int> action)
    {
        SetAction(action);
        return this;
    }
}
