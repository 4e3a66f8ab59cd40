using System.CommandLine;
using System.Globalization;
using Perceiver.Config;

namespace Perceiver.Cli;

/// <summary>What is wrong with a command line as typed, said once and with the nearest word that exists.</summary>
public static class UsageMistakes
{
    /// <summary>
    /// Refuses unknown verbs and options. The parser would take an unknown option for a file or a config, so the words
    /// are looked at before it.
    /// </summary>
    public static void Check(RootCommand root, IReadOnlyList<string> arguments)
    {
        Command verb = root;
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i];
            if (word == "--")
            {
                return;
            }

            if (IsOption(word))
            {
                var option = Find(root, verb, Name(word)) ?? throw UnknownOption(root, verb, Name(word));
                if (option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && Name(word) == word)
                {
                    i++; // Its value follows, whatever that looks like.
                }
            }
            else if (verb.Subcommands.Count > 0)
            {
                verb = verb.Subcommands.FirstOrDefault(sub => sub.Name == word) ?? throw UnknownVerb(verb, word);
            }
        }
    }

    /// <summary>One line for the parser's own complaints.</summary>
    public static string Explain(ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command;
        var complaint = parsed.Errors[0].Message.Replace("\n", " ", StringComparison.Ordinal).TrimEnd('.');
        return $"{complaint}. `{Path(parsed.RootCommandResult.Command, verb)} --help` shows how it is used.";
    }

    /// <summary>" Did you mean 'x'?", or nothing.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Suggestions.Closest(word, candidates) is { } closest ? $" Did you mean '{closest}'?" : "";

    private static bool IsOption(string word) =>
        word.Length > 1
        && word[0] == '-'
        && !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Name(string word) => word.Split('=', 2)[0];

    private static IEnumerable<Option> Options(Command root, Command verb) =>
        verb.Options.Concat(root.Options.Where(option => option.Recursive || verb == root)).Distinct();

    private static Option? Find(Command root, Command verb, string name) =>
        Options(root, verb).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    private static string Path(Command root, Command verb) => verb == root ? "perceiver" : $"perceiver {verb.Name}";

    private static CommandFailure UnknownOption(Command root, Command verb, string name)
    {
        var names = Options(root, verb).Where(option => !option.Hidden).Select(option => option.Name);
        var where = verb == root ? "" : $" of '{verb.Name}'";
        return CommandFailure.Usage(
            $"unknown option '{name}'{where}.{DidYouMean(name, names)} `{Path(root, verb)} --help` lists them."
        );
    }

    private static CommandFailure UnknownVerb(Command parent, string word)
    {
        var names = parent.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name).ToArray();
        var what = parent is RootCommand ? "verb" : $"verb of '{parent.Name}'";
        return CommandFailure.Usage(
            $"unknown {what} '{word}'.{DidYouMean(word, names)} There are {string.Join(", ", names)}."
        );
    }
}
