namespace Perceiver.Config;

/// <summary>The key <c>extends</c>: what it names, and what may be wrong with that.</summary>
internal static class Extension
{
    /// <summary>The key, at the root of a config.</summary>
    public const string Key = "extends";

    /// <summary>So many configs may stand on one another.</summary>
    public const int MaxBases = 8;

    /// <summary>The name that a text extends; null where it extends nothing that could be looked up.</summary>
    public static string? NameIn(string text) =>
        text.Contains(Key) && YamlTree.Parse(text, []) is YamlNode.Mapping map && map.Find(Key) is { } entry
            ? Name(entry)
            : null;

    /// <summary>The config that an <c>extends</c> means, or null with a finding that says why there is none.</summary>
    public static ConfigText? Resolve(
        ConfigText config,
        YamlEntry entry,
        ConfigBases bases,
        ICollection<Finding> findings
    )
    {
        var scope = new DecodeScope(findings, Key, entry.KeySpan, 1);
        if (Name(entry) is not { } name)
        {
            if (entry.Value is not YamlNode.Broken)
            {
                scope.Report(Rules.WrongType, scope.Place(entry.Value), Key, "the name of a config", "something else");
            }

            return null;
        }

        var place = scope.Place(entry.Value);
        if (bases.Find(name) is not { } found)
        {
            var names = bases.Names().Where(other => other != config.Name).ToArray();
            var hint = names.Length == 0 ? "There is none to extend here." : Words.Hint(name, names);
            scope.Report(Rules.UnknownBase, place, DecodeScope.Shorten(name), hint);
            return null;
        }

        return Chain(config, found, bases) is { } problem ? Refuse(problem) : found;

        ConfigText? Refuse((Rule Rule, string Argument) problem)
        {
            scope.Report(problem.Rule, place, problem.Argument);
            return null;
        }
    }

    // Follows the names down. A circle that the config itself is not part of is for those to report that are.
    private static (Rule Rule, string Argument)? Chain(ConfigText config, ConfigText first, ConfigBases bases)
    {
        if (first.File == config.File)
        {
            return (Rules.ExtendsItself, first.Name);
        }

        var chain = new List<ConfigText> { first };
        while (NameIn(chain[chain.Count - 1].Text) is { } name && bases.Find(name) is { } next)
        {
            if (next.File == config.File)
            {
                string[] names = [config.Name, .. chain.Select(each => each.Name), config.Name];
                return (Rules.ExtendsInACircle, string.Join(" -> ", names));
            }

            if (chain.Any(each => each.File == next.File))
            {
                return null;
            }

            chain.Add(next);
            if (chain.Count > MaxBases)
            {
                return (Rules.TooManyBases, NumberText.Format(MaxBases));
            }
        }

        return null;
    }

    private static string? Name(YamlEntry entry) =>
        entry.Value is YamlNode.Scalar { IsNull: false } scalar && scalar.Text.Trim().Length > 0 ? scalar.Text : null;
}
