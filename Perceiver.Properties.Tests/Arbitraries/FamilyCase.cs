using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>A small model of any family, a batch for it, and the seed that weights and batch are drawn from.</summary>
public sealed record FamilyCase(PerceiverConfig Config, int Batch, long Seed)
{
    private RngKey Key => RngKey.FromSeed(Seed);

    /// <summary>The model.</summary>
    public ModelConfig Model => Config.Model;

    /// <summary>Inputs as the encoder counts them.</summary>
    public int Inputs => (int)InputLayout.Of(Model).Count;

    /// <summary>Weights as a training would leave them: no bias is zero and no norm is one.</summary>
    public PerceiverParameters Parameters(ScalarType dtype = ScalarType.Float64) =>
        Scoped.Run(() =>
            PerceiverModel
                .Init(Config, Key, dtype)
                .MapNamed((name, leaf) => leaf.add(Normal(name, 0.2, leaf.shape).to(dtype)))
        );

    /// <summary>What batch norms would have kept of a training.</summary>
    public ModelStatistics Statistics(ScalarType dtype = ScalarType.Float64) =>
        Scoped.Run(() =>
            PerceiverModel
                .InitStatistics(Config, dtype)
                .MapNamed((name, leaf) => leaf.add(Normal(name, 0.2, leaf.shape).abs().to(dtype)))
        );

    /// <summary>What the model looks at; where it asks with queries of the batch, these too.</summary>
    public InputBatch Given(string name = "inputs", ScalarType dtype = ScalarType.Float64) =>
        Given(Model.Input, name, dtype) with
        {
            Queries = Model.Decoder is DecoderConfig.Queries { Array: QueryConfig.Given queries }
                ? Normal("queries", 1, queries.Count, queries.Width).to(dtype)
                : null,
        };

    /// <summary>bool <c>[batch, inputs]</c>: what is seen, at least the last input of each example.</summary>
    public Tensor Shown()
    {
        var shown = Normal("mask", 1, Batch, Inputs).gt(0);
        return cat([shown.narrow(1, 0, Inputs - 1), ones([Batch, 1], ScalarType.Bool)], 1);
    }

    /// <summary>The answer's numbers; those of several modalities one after the other.</summary>
    public Tensor Answer(PerceiverParameters p, InputBatch given) =>
        Values(PerceiverModel.Run(Config, p, given, null, Statistics(p.Leaves()[0].dtype)));

    /// <summary>Two batches as one.</summary>
    public static InputBatch Together(InputBatch left, InputBatch right) =>
        (left, right) switch
        {
            (ImageBatch a, ImageBatch b) => a with { Pixels = cat([a.Pixels, b.Pixels]) },
            (VideoBatch a, VideoBatch b) => a with { Frames = cat([a.Frames, b.Frames]) },
            (TokenBatch a, TokenBatch b) => a with { Tokens = cat([a.Tokens, b.Tokens]) },
            (AudioBatch a, AudioBatch b) => a with { Samples = cat([a.Samples, b.Samples]) },
            (PointBatch a, PointBatch b) => a with { Points = cat([a.Points, b.Points]) },
            (ArrayBatch a, ArrayBatch b) => a with { Values = cat([a.Values, b.Values]) },
            (LabelBatch a, LabelBatch b) => a with { Labels = cat([a.Labels, b.Labels]) },
            (ModalityBatch a, ModalityBatch b) => a with { Parts = a.Parts.Zip(b.Parts, Together).ToEquatableArray() },
            _ => throw new NotSupportedException($"Not batches of one family: {left}, {right}."),
        };

    /// <summary>The numbers of an answer, <c>[batch, ...]</c>.</summary>
    public static Tensor Values(ModelOutput answer) =>
        answer switch
        {
            Logits one => one.Values,
            DenseLogits one => one.Values,
            TokenLogits one => one.Values,
            Predictions one => one.Values,
            Reconstruction one => one.Values,
            ModalityReconstruction several => cat([.. several.Parts.Select(part => part.flatten(1))], 1),
            _ => throw new NotSupportedException($"No family answers with {answer}."),
        };

    /// <summary>Normal numbers that depend on the seed and a name.</summary>
    public Tensor Normal(string name, double deviation, params long[] shape)
    {
        using var generator = Key.Fold("case").Fold(name).NewGenerator();
        return zeros(shape, ScalarType.Float64).normal_(0, deviation, generator);
    }

    /// <summary>A permutation that is not the identity, of at least two things.</summary>
    public Tensor Permutation(string name, long count)
    {
        using var generator = Key.Fold("permutation").Fold(name).NewGenerator();
        var order = randperm(count, ScalarType.Int64, generator: generator);
        return order.eq(arange(count, ScalarType.Int64)).all().ToBoolean() ? order.roll(1) : order;
    }

    /// <summary>The same case with another model.</summary>
    public FamilyCase With(Func<ModelConfig, ModelConfig> change) =>
        this with
        {
            Config = Config with { Model = change(Config.Model) },
        };

    private InputBatch Given(InputConfig input, string name, ScalarType dtype) =>
        input switch
        {
            InputConfig.Image one => new ImageBatch(Numbers(name, dtype, one.Height, one.Width, one.Channels)),
            InputConfig.Video one => new VideoBatch(
                Numbers(name, dtype, one.Frames, one.Height, one.Width, one.Channels)
            ),
            InputConfig.Audio one => new AudioBatch(Numbers(name, dtype, one.Samples, one.Channels)),
            InputConfig.Points one => new PointBatch(Numbers(name, dtype, one.Count, one.Dimensions + one.Features)),
            InputConfig.Array one => new ArrayBatch(
                Numbers(name, dtype, [.. one.Axes.Select(size => (long)size), one.Channels])
            ),
            InputConfig.Tokens one => new TokenBatch(Words(name, one.Vocabulary, Batch, one.Length)),
            InputConfig.Label one => new LabelBatch(Words(name, one.Classes, Batch)),
            InputConfig.Modalities several => new ModalityBatch(
                several.Parts.Select(part => Part(part, $"{name}.{part.Name}", dtype)).ToEquatableArray()
            ),
            _ => throw new NotSupportedException($"No family has the input {input}."),
        };

    private InputBatch Part(ModalityConfig part, string name, ScalarType dtype)
    {
        var asked = (Model.Decoder as DecoderConfig.Modalities)?.Parts.FirstOrDefault(one => one.Name == part.Name);
        return Given(part.Input, name, dtype) with
        {
            Queries = asked?.Queries is QueryConfig.Given queries
                ? Normal($"queries.{part.Name}", 1, queries.Count, queries.Width).to(dtype)
                : null,
        };
    }

    private Tensor Numbers(string name, ScalarType dtype, params long[] shape) =>
        Normal(name, 1, [Batch, .. shape]).to(dtype);

    private Tensor Words(string name, int most, params long[] shape)
    {
        using var generator = Key.Fold("words").Fold(name).NewGenerator();
        return randint(0, most, shape, ScalarType.Int64, generator: generator);
    }
}
