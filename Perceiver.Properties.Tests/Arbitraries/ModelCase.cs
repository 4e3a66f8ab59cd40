using Perceiver.Config;
using Perceiver.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Arbitraries;

/// <summary>A small model, a batch for it, and the seed that both the weights and the batch are drawn from.</summary>
public sealed record ModelCase(PerceiverConfig Config, int Batch, long Seed)
{
    private RngKey Key => RngKey.FromSeed(Seed);

    private InputConfig.Image Image => (InputConfig.Image)Config.Model.Input;

    /// <summary>The task's classes.</summary>
    public int Classes => ((TaskConfig.Classification)Config.Task).Classes;

    /// <summary>Weights as a training would leave them: no bias is zero and no norm is one.</summary>
    public PerceiverParameters Parameters(ScalarType dtype = ScalarType.Float64) =>
        Scoped.Run(() =>
            PerceiverModel
                .Init(Config, Key, dtype)
                .MapNamed((name, leaf) => leaf.add(Normal(name, 0.2, leaf.shape).to(dtype)))
        );

    /// <summary>Images, float64 unless told otherwise.</summary>
    public ImageBatch Images(string name = "images", ScalarType dtype = ScalarType.Float64) =>
        new(Normal(name, 1, [Batch, Image.Height, Image.Width, Image.Channels]).to(dtype));

    /// <summary>Images with labels.</summary>
    public LabelledImages Labelled(ScalarType dtype = ScalarType.Float64)
    {
        using var generator = Key.Fold("labels").NewGenerator();
        return new(Images(dtype: dtype), randint(0, Classes, [Batch], ScalarType.Int64, generator: generator));
    }

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

    /// <summary>The same case with dropout of this rate everywhere.</summary>
    public ModelCase WithDropout(double rate) => this with { Config = DropoutRates.Set(Config, rate) };

    /// <summary>The same case with another model.</summary>
    public ModelCase With(Func<ModelConfig, ModelConfig> change) =>
        this with
        {
            Config = Config with { Model = change(Config.Model) },
        };
}
