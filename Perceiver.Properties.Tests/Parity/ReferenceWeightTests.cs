using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Config;
using Xunit;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Models of every family: declared by their constructor's arguments, their weights in and out.</summary>
public sealed class ReferenceWeightTests
{
    public static IEnumerable<object[]> Cases => ReferenceFixture.Cases;

    /// <summary>Cases that are also written down as a config.</summary>
    public static IEnumerable<object[]> Specimens =>
        PublishedModels
            .Names.Intersect(ReferenceFixture.Cases.Select(row => (string)row[0]))
            .Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Specimens))]
    public void Arguments_say_what_the_config_says(string name)
    {
        using var scope = NewDisposeScope();
        var (specimen, config) = (PublishedModels.Config(name), ReferenceFixture.Load(name).Config);
        Assert.Equal(specimen.Model, config.Model);
        Assert.Equal(specimen.Task, config.Task);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_come_back_bit_equal(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        var ours = fixture.Names.ToOurs(fixture.Weights);
        var back = fixture.Names.ToTheirs(ours, fixture.Weights);
        Assert.Equal(fixture.Weights.Keys.Order(), back.Keys.Order());
        foreach (var (key, tensor) in fixture.Weights)
        {
            Assert.True(tensor.dtype == back[key].dtype && tensor.shape.SequenceEqual(back[key].shape), key);
            Assert.True(tensor.bytes.SequenceEqual(back[key].bytes), key);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_parameter_is_there_once(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        var ours = fixture.Names.ToOurs(fixture.Weights);
        var buffers = Shapes.Buffers(fixture.Config).Select(spec => spec.Name);
        Assert.Equal(Shapes.Of(fixture.Config).Select(spec => spec.Name).Concat(buffers).Order(), ours.Keys.Order());
        Assert.Equal(
            fixture.Case.Description.GetProperty("num_parameters").GetInt64(),
            Cost.ParameterCount(fixture.Config)
        );
        Assert.All(
            Shapes.Of(fixture.Config),
            spec => Assert.Equal(spec.Shape.Select(size => (long)size), ours[spec.Name].shape)
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tables_that_are_not_learned_are_made_anew(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        var back = fixture.Names.ToTheirs(fixture.Names.ToOurs(fixture.Weights));
        Assert.Equal(fixture.Weights.Keys.Order(), back.Keys.Order());
        foreach (var derived in fixture.Names.Derived)
        {
            Assert.Equal(fixture.Weights[derived.Name].dtype, back[derived.Name].dtype);
            AssertClose(derived.Name, back[derived.Name], fixture.Weights[derived.Name], 5e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Misfits_are_named(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        foreach (var mapping in fixture.Names.Mappings)
        {
            var weights = fixture.Weights.ToDictionary();
            weights[mapping.Theirs] = zeros([1, 2, 3, 4, 5]);
            Assert.Contains(
                $"{mapping.Theirs} [1, 2, 3, 4, 5] instead of [",
                Refusal(fixture, weights),
                StringComparison.Ordinal
            );
            weights.Remove(mapping.Theirs);
            weights["stray"] = zeros(1);
            var refusal = Refusal(fixture, weights);
            Assert.Contains($"missing: {mapping.Theirs};", refusal, StringComparison.Ordinal);
            Assert.Contains("unexpected: stray", refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Layers_that_share_weights_must_agree()
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load("lucidrains_perceiver_tie_true");
        Assert.Equal(38, fixture.Names.Aliases.Count);
        var weights = fixture.Weights.ToDictionary();
        weights["layers.2.1.norm.bias"] = weights["layers.2.1.norm.bias"].add(1e-6);
        Assert.EndsWith(
            "not equal: layers.2.1.norm.bias and layers.1.1.norm.bias.",
            Refusal(fixture, weights).Split(" (Parameter")[0],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("krasserm_image_classifier", "0.input_adapter.position_encoding.position_encoding")]
    [InlineData("krasserm_causal_lm", "input_adapter.frq_pos_encoding.inv_freq")]
    public void Another_table_than_the_configs_is_refused(string name, string table)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        var weights = fixture.Weights.ToDictionary();
        weights[table] = weights[table].mul(0.9);
        Assert.Contains(
            $"not equal: {table} and what the config says",
            Refusal(fixture, weights),
            StringComparison.Ordinal
        );
    }

    private static string Refusal(ReferenceFixture fixture, IReadOnlyDictionary<string, Tensor> weights) =>
        Assert.Throws<ArgumentException>(() => fixture.Names.ToOurs(weights)).Message;
}
