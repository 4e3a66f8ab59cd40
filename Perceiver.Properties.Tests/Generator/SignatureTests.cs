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
    public static TheoryData<string, string> All
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (input, task) in Signature.All)
            {
                data.Add(input, task);
            }

            return data;
        }
    }

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
    [MemberData(nameof(All))]
    public void The_functions_of_each_pair_compile_and_take_their_own_input_only(string input, string task)
    {
        var signature = Signature.Of(input, task);
        string[] others =
        [
            .. Signature.All.Select(pair => Signature.Of(pair.Input, task).Input.Type).Distinct().Where(NotOurs),
        ];
        var right = $"{signature.Output.Type} Right(A.Parameters p, {signature.Input.Type} x) => A.Forward(p, x);\n";
        var wrong = others.Select(
            (type, i) => $"object Wrong{i}(A.Parameters p, {type} wrong) => A.Forward(p, wrong);\n"
        );

        var output = Compile(signature, right + string.Concat(wrong));

        // One error for each of the other inputs, at the argument; none anywhere else.
        var errors = output.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.Equal(Enumerable.Repeat("CS1503", others.Length), errors.Select(one => one.Id));
        Assert.All(errors, one => Assert.Equal("wrong", Text(one)));
        Assert.Equal(
            others.Length,
            errors.Select(one => one.Location.GetLineSpan().StartLinePosition.Line).Distinct().Count()
        );

        bool NotOurs(string type) => type != signature.Input.Type;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_answer_of_each_pair_is_no_other(string input, string task)
    {
        var signature = Signature.Of(input, task);
        foreach (var other in Cases(typeof(ModelOutput)).Where(type => type != signature.Output.Type))
        {
            var output = Compile(
                signature,
                $"{other} Wrong(A.Parameters p, {signature.Input.Type} x) => A.Forward(p, x);\n"
            );

            var error = Assert.Single(output.GetDiagnostics(), one => one.Severity == DiagnosticSeverity.Error);
            Assert.Equal(("CS0029", "A.Forward(p, x)"), (error.Id, Text(error)));
        }
    }

    [Fact]
    public void Shapes_in_the_documentation_have_the_configs_numbers()
    {
        var signature = Signature.Of(ConfigCompiler.Compile(TinyConfig.Text).Config!);

        Assert.Equal("[batch, 8, 8, 1]", signature.Input.Shape);
        Assert.Equal("[batch, 3]", signature.Output.Shape);
    }

    private static Compilation Compile(Signature signature, string members)
    {
        var code = new Code();
        FunctionsEmitter.EmitTyped(code, "a", signature);
        return Compilation(
            WithModel,
            $$"""
            #nullable enable
            using Perceiver.Model;
            static class A
            {
                private const string Hash = "";
                private const long ParameterCount = 0, ForwardFlops = 0;
                private static Perceiver.Config.PerceiverConfig Config => null!;
            {{code}}
            }
            static class User
            {
            {{string.Concat(members.Split('\n').Where(line => line.Length > 0).Select(line => $"    static {line}\n"))}}
            }
            """
        );
    }

    private static string[] Cases(Type union) =>
        [
            .. union
                .Assembly.GetExportedTypes()
                .Where(type => type.IsSubclassOf(union))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
        ];

    private static string Text(Diagnostic one) => one.Location.SourceTree!.GetText().ToString(one.Location.SourceSpan);
}
