using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>A fixture of any family, as the config that its JSON describes.</summary>
/// <remarks>The tensors belong to the dispose scope in which it was loaded.</remarks>
internal sealed record ReferenceFixture(FixtureCase Case, ReferenceFamily Family, PerceiverConfig Config)
{
    /// <summary>The names of all cases of all families but the Keras example, which has tests of its own.</summary>
    public static IEnumerable<object[]> Cases =>
        ReferenceFamilies
            .All.Where(family => family.Program != "keras")
            .SelectMany(one => FixtureCase.OfFamily(one.Name));

    /// <summary>The config as the case runs it: an autoregressive model has as many latents as tokens follow the prefix.</summary>
    public PerceiverConfig Runs
    {
        get
        {
            if (!Case.Config.TryGetProperty("prefix_len", out var prefix))
            {
                return Config;
            }

            var latents = Case.Tensors["__input__.input_ids"].shape[1] - prefix.GetInt32();
            var model = Config.Model;
            return Config with { Model = model with { Latents = model.Latents with { Count = (int)latents } } };
        }
    }

    /// <summary>Their names of our parameters.</summary>
    public NameMap Names => Family.Names(Config);

    /// <summary>The tensors of their state dict, with all its names.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => Case.Parameters;

    public static ReferenceFixture Load(string name)
    {
        var fixture = FixtureCase.Load(name);
        var kind = fixture.Description.GetProperty("family").GetString()!;
        var family = ReferenceFamilies.Find(kind) ?? throw new InvalidDataException($"{name}: unknown family {kind}.");
        var (model, task) = family.Config(fixture.Description, Sizes(fixture));
        return new(fixture, family, KerasFixture.Config(model, task));
    }

    /// <summary>What the constructor leaves open: it takes the sizes from each batch.</summary>
    public static ReferenceSizes Sizes(FixtureCase fixture)
    {
        var inputs = fixture.Under("__input__.");
        var video = Shape("inputs_btchw");
        var axes =
            Shape("data")?[1..^1]
            ?? Shape("inputs")?[1..^1]
            ?? Shape("inputs_nchw")?[2..]
            ?? (video is null ? null : new[] { video[1], video[3], video[4] });
        return new(
            (axes ?? []).Select(size => (int)size).ToEquatableArray(),
            Shape("queries") is { } queries ? (int)queries[^2] : null
        );

        long[]? Shape(string name) => inputs.GetValueOrDefault(name)?.shape;
    }
}
