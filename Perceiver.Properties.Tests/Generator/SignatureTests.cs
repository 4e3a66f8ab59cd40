using Microsoft.CodeAnalysis;
using Perceiver.Config;
using Perceiver.Generators.Configs;
using Perceiver.Model;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>Which types go with which input and task; over all kinds, also those that no config may name yet.</summary>
public sealed class SignatureTests
{
    public static TheoryData<string> Inputs => [.. Signature.All.Select(pair => pair.Input).Distinct()];

    [Theory]
    [InlineData(typeof(InputConfig))]
    [InlineData(typeof(TaskConfig))]
    public void Every_kind_that_a_config_can_name_has_its_types(Type union)
    {
        var kinds = union.GetNestedTypes().Where(union.IsAssignableFrom).Select(type => type.Name);

        var known = Signature.All.SelectMany(pair => (string[])[pair.Input, pair.Task]).ToHashSet();
        Assert.NotEmpty(kinds);
        Assert.Subset(known, kinds.ToHashSet());
    }

    [Fact]
    public void Every_kind_of_input_and_answer_belongs_to_some_kind()
    {
        var inputs = Signature.All.Select(pair => Signature.Of(pair.Input, pair.Task).Input.Type);
        var outputs = Signature.All.Select(pair => Signature.Of(pair.Input, pair.Task).Output.Type);

        Assert.Equal(Cases(typeof(InputBatch)), inputs.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Cases(typeof(ModelOutput)), outputs.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Each_task_over_an_input_compiles_and_no_other_input_or_answer_does(string input)
    {
        var user = new List<string>();
        var models = new List<string>();
        var wrongs = 0;
        foreach (var (_, task) in Signature.All.Where(pair => pair.Input == input))
        {
            var signature = Signature.Of(input, task);
            var (takes, gives) = (signature.Input.Type, signature.Output.Type);
            models.Add(Model(task, signature));
            user.Add($"static {gives} Right({task}.Parameters p, {takes} x) => {task}.Forward(p, x);");
            foreach (var other in Cases(typeof(InputBatch)).Where(type => type != takes))
            {
                user.Add(
                    $"static object Wrong{wrongs++}({task}.Parameters p, {other} wrong) => {task}.Forward(p, wrong);"
                );
            }

            foreach (var other in Cases(typeof(ModelOutput)).Where(type => type != gives))
            {
                user.Add($"static {other} Wrong{wrongs++}({task}.Parameters p, {takes} x) => {task}.Forward(p, x);");
            }
        }

        var output = Compilation(
            WithModel,
            string.Join('\n', [.. Usings, .. models, "static class User {", .. user, "}"])
        );

        // One error in each wrong line, at what is wrong in it, and none anywhere else.
        var errors = output.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.Equal(
            wrongs,
            errors.Select(one => one.Location.GetLineSpan().StartLinePosition.Line).Distinct().Count()
        );
        Assert.Equal(wrongs, errors.Length);
        Assert.All(
            errors,
            one =>
            {
                var (place, line) = Place(one);
                Assert.Contains(" Wrong", line, StringComparison.Ordinal);
                Assert.Equal(
                    one.Id == "CS1503" ? "wrong" : line[line.IndexOf("=> ", StringComparison.Ordinal)..][3..^1],
                    place
                );
                Assert.True(one.Id is "CS1503" or "CS0029", one.ToString());
            }
        );
    }

    [Fact]
    public void Shapes_in_the_documentation_have_the_configs_numbers()
    {
        var signature = Signature.Of(ConfigCompiler.Compile(TinyConfig.Text).Config!);

        Assert.Equal("[batch, 8, 8, 1]", signature.Input.Shape);
        Assert.Equal("[batch, 3]", signature.Output.Shape);
    }

    private static readonly string[] Usings = ["#nullable enable", "using Perceiver.Model;"];

    private static string Model(string name, Signature signature)
    {
        var code = new Code();
        FunctionsEmitter.EmitTyped(code, name, signature);
        return $$"""
            static class {{name}}
            {
                private const string Hash = "";
                private const long ParameterCount = 0, ForwardFlops = 0;
                private static Perceiver.Config.PerceiverConfig Config => null!;
            {{code}}
            }
            """;
    }

    private static string[] Cases(Type union) =>
        [
            .. union
                .Assembly.GetExportedTypes()
                .Where(type => type.IsSubclassOf(union))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
        ];

    private static (string Text, string Line) Place(Diagnostic one)
    {
        var text = one.Location.SourceTree!.GetText();
        return (
            text.ToString(one.Location.SourceSpan),
            text.Lines.GetLineFromPosition(one.Location.SourceSpan.Start).ToString()
        );
    }
}
