using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Perceiver.Config;
using Perceiver.Generators.Configs;
using Perceiver.Properties.Tests.Config;
using Xunit;
using static Perceiver.Properties.Tests.Generator.GeneratorHarness;

namespace Perceiver.Properties.Tests.Generator;

/// <summary>The builders of the published models: also of those that are declared and not built yet.</summary>
public sealed class PublishedBuilderTests
{
    // Documentation that is missing or broken is a warning then, as in a project that writes its documentation file.
    private static readonly CSharpParseOptions Documented = new(documentationMode: DocumentationMode.Diagnose);

    private static readonly Lazy<Compilation> Builders = new(() => Compile([.. PublishedModels.Names.Select(Emit)]));

    [Fact]
    public void All_of_them_compile_without_a_warning()
    {
        Assert.True(PublishedModels.Names.Count() > 10);
        Assert.Empty(Problems(Builders.Value));
    }

    [Fact]
    public void A_type_without_documentation_would_be_a_warning() =>
        Assert.Equal(["CS1591"], Problems(Compile(["public static class Undocumented;"])).Select(one => one.Id));

    [Theory]
    [InlineData("imagenet-conv", "ImageBatch", "Logits")]
    [InlineData("language-bytes", "TokenBatch", "TokenLogits")]
    [InlineData("krasserm_causal_lm", "TokenBatch", "TokenLogits")]
    [InlineData("hf_sequence_classification", "TokenBatch", "Logits")]
    [InlineData("hf_optical_flow", "VideoBatch", "Predictions")]
    [InlineData("multimodal-kinetics", "Inputs", "ModalityReconstruction")]
    public void Forward_is_typed_by_input_and_task(string name, string input, string output)
    {
        var forward = Type(name).GetMembers("Forward").OfType<IMethodSymbol>().Single();

        Assert.Equal("Parameters", forward.Parameters[0].Type.Name);
        Assert.Equal(Type(name), forward.Parameters[0].Type.ContainingType, SymbolEqualityComparer.Default);
        Assert.Equal((input, output), (forward.Parameters[1].Type.Name, forward.ReturnType.Name));
    }

    [Fact]
    public void Several_inputs_have_their_names_and_types()
    {
        const string right = """
            using Perceiver.Generated; using Perceiver.Model;
            static class User
            {
                static ModalityReconstruction Ask(MultimodalKinetics.Parameters p, AudioBatch a, VideoBatch v, LabelBatch l) =>
                    MultimodalKinetics.Forward(p, new(Audio: a, Image: v, Label: l));
            }
            """;
        var wrong = right.Replace("Audio: a, Image: v", "Audio: v, Image: a", StringComparison.Ordinal);

        Assert.Empty(Problems(Builders.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(right))));
        var errors = Problems(Builders.Value.AddSyntaxTrees(CSharpSyntaxTree.ParseText(wrong)));
        Assert.Equal(["CS1503", "CS1503"], errors.Select(one => one.Id));
    }

    [Theory]
    [InlineData("imagenet-learned", "of 224x224 RGB images.")]
    [InlineData("language-bytes", "over 2048 tokens of a vocabulary of 262.")]
    [InlineData("multimodal-kinetics", "of audio, image, label.")]
    public void The_summary_says_what_it_looks_at(string name, string end) =>
        Assert.EndsWith(end, ModelSummary.Sentence(PublishedModels.Config(name)), StringComparison.Ordinal);

    private static INamedTypeSymbol Type(string name) =>
        Builders.Value.GetTypeByMetadataName("Perceiver.Generated." + TypeNames.Of(name))!;

    private static string Emit(string name)
    {
        var compiled = PublishedModels.Compile(name);
        Assert.NotNull(compiled.Config);
        var model = new ConfigModel(name, TypeNames.Of(name), compiled.Config, compiled.Hash);
        return BuilderEmitter.Emit(model, new EmitTarget(HasConfig: true, HasModel: true), CancellationToken.None);
    }

    private static CSharpCompilation Compile(string[] sources) =>
        Compilation(WithModel).AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(source, Documented)));
}
