namespace Perceiver.Config;

/// <content>PCV0xx: the text itself.</content>
public static partial class RuleExamples
{
    private const string LastLine = "schedule: { kind: cosine, warmup_steps: 10 }";

    private static IEnumerable<RuleExample> Text() =>
        [
            Edit(
                Rules.TooLarge,
                "A file of that size is no config but something given by mistake, and the compiler runs while one types.",
                LastLine,
                LastLine + "\n# " + new string('x', YamlTree.MaxLength),
                ""
            ),
            Edit(
                Rules.NotYaml,
                "Without its structure nothing in the text can be understood, so this is the only finding.",
                "size: 4 }",
                "size: 4",
                "size"
            ),
            Edit(
                Rules.TooDeep,
                "No setting lies so deep; unbounded nesting would let a text bring the compiler down.",
                "hidden: []",
                "hidden: " + new string('[', YamlTree.MaxDepth) + new string(']', YamlTree.MaxDepth),
                ""
            ),
            Edit(
                Rules.Anchor,
                "A config reads from top to bottom without looking elsewhere, and a few aliases of aliases can stand for "
                    + "gigabytes. What several configs share goes into one that they extend.",
                "epochs: 3",
                "epochs: &three 3",
                "&three 3"
            ),
            Edit(
                Rules.Tag,
                "The schema knows the type of every setting; a tag could only contradict it.",
                "epochs: 3",
                "epochs: !!int 3",
                "!!int 3"
            ),
            Edit(
                Rules.SecondDocument,
                "The file's name is the model's name, so a file can hold one model only.",
                LastLine,
                LastLine + "\n---\nmodel: {}",
                ""
            ),
            Edit(
                Rules.DuplicateKey,
                "YAML leaves open which of the two counts; whichever it was, somebody would be surprised.",
                "stages: 2\n",
                "stages: 2\n    stages: 3\n",
                "stages"
            ),
            Edit(
                Rules.ComplexKey,
                "Settings have names. A list or a mapping as a key is usually a bracket or a question mark too many.",
                "shards: 2",
                "shards: 2\n  ? [seed]\n  : 3",
                ""
            ),
            new(
                Rules.Empty,
                "A file without settings is most likely one that was not saved, or not finished.",
                ExampleText.Whole("# To be written."),
                ExampleText.Edited(ExampleConfig.Text, "", ""),
                ""
            ),
            Edit(
                Rules.BadCharacter,
                "Characters that cannot be seen change what a text means without anybody noticing; some end the text, or "
                    + "the line, for one program and not for another.",
                "labels: fine",
                "labels: fine\u0007",
                "\u0007"
            ),
            new(
                Rules.BadOverride,
                "An override must say which setting it means, in the words of the file.",
                ExampleText.Set("training..batch_size", "32"),
                ExampleText.Set("training.batch_size", "32"),
                "training..batch_size"
            ),
        ];

    private static IEnumerable<RuleExample> Extending()
    {
        const string small = "extends: base\ntraining: { batch_size: 32 }";
        (string, string) theBase = ("base", ExampleConfig.Text);
        var broken = ("base", ExampleConfig.Text.Replace("stages: 2", "stages: 0"));
        var tower = Enumerable
            .Range(1, Extension.MaxBases)
            .Select(i => (Floor(i), $"extends: {Floor(i + 1)}"))
            .Append((Floor(Extension.MaxBases + 1), ExampleConfig.Text));

        return
        [
            New(
                Rules.UnknownBase,
                "A misspelt name must not quietly mean something else.",
                "extends: bose",
                "bose",
                theBase
            ),
            New(
                Rules.ExtendsItself,
                "A config laid over itself has no ground to stand on.",
                $"extends: {ExampleText.Name}",
                ExampleText.Name,
                theBase
            ),
            New(
                Rules.ExtendsInACircle,
                "Somewhere a config must stand on its own, or nothing says what the settings are.",
                "extends: other",
                "other",
                ("other", $"extends: {ExampleText.Name}"),
                theBase
            ),
            New(
                Rules.BrokenBase,
                "A config is laid over one that works: then whatever is wrong is wrong in one place.",
                small,
                "base",
                broken
            ),
            New(
                Rules.TooManyBases,
                "Nobody can tell any more what such a config says. Two or three layers serve every purpose so far.",
                $"extends: {Floor(1)}",
                Floor(1),
                [.. tower]
            ),
        ];

        RuleExample New(Rule rule, string why, string wrong, string place, params (string, string)[] bases) =>
            new(rule, why, ExampleText.Whole(wrong, bases), ExampleText.Whole(small, theBase), place);

        static string Floor(int number) => "floor-" + NumberText.Format(number);
    }
}
