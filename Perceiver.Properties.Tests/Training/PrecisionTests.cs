using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Config;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Training;

/// <summary>Training with narrow products: which numbers are narrow, and what it does to the loss.</summary>
public sealed class PrecisionTests
{
    private const string Text = """
        model:
          input: { kind: image, height: 8, width: 8, channels: 1 }
          preprocessor: { kind: patches, size: 2, width: 8 }
          positions: { kind: learned, combine: add }
          latents: { count: 8, width: 8 }
          encoder:
            stages: 1
            blocks: 1
            cross_attend: { attention: { heads: 1, scale: learned }, mlp: { widening: 1 } }
            self_attend: { attention: { heads: 2, dropout: 0.1 }, mlp: { widening: 2, gated: true, dropout: 0.1 } }
          decoder: { kind: mean_pool, norm: true }
        task: { kind: classification, classes: 4 }
        data:
          source: { kind: image_folder, path: nowhere }
        training:
          epochs: 1
          batch_size: 16
          precision: PRECISION
          optimizer: { kind: adamw, learning_rate: 0.003 }
          schedule: { kind: constant }
        """;

    // At the same weights: two runs part ways over time, whatever made the first difference.
    [Fact]
    public void AlongTwoHundredStepsTheLossIsWithinTwoPercentOfTheFullOne()
    {
        const int Window = 20;
        var (full, narrow) = Losses(Config("float32"), Config("bfloat16"));

        // It learns, and rounding shows: without either there would be nothing to compare.
        Assert.True(full[^Window..].Average() < 0.9 * full[..Window].Average());
        Assert.NotEqual(full, narrow);
        for (var i = 0; i < full.Length; i += Window)
        {
            Assert.InRange(narrow[i..(i + Window)].Average() / full[i..(i + Window)].Average(), 0.98, 1.02);
        }
    }

    [Fact]
    public void WeightsGradientsAndTheOptimiserStayWide()
    {
        using var scope = NewDisposeScope();
        var config = Config("bfloat16");
        var state = TrainState<PerceiverParameters>.Start(
            PerceiverModel.Init(config, RngKey.FromSeed(1)),
            RngKey.FromSeed(1)
        );
        var batch = Batch(0);
        var gradients = TrainStep.Gradients(config, state.Parameters, batch, 16, RngKey.FromSeed(2)).Gradients;
        var (next, metrics) = TrainStep.Step(config, state, batch, 10);

        Assert.All(gradients.Leaves(), leaf => Assert.Equal(ScalarType.Float32, leaf.dtype));
        Assert.All(next.Leaves(), leaf => Assert.Equal(ScalarType.Float32, leaf.dtype));
        Assert.True(double.IsFinite(metrics.Loss));
    }

    [Fact]
    public void EachWeightOfEveryModelHasARowOfTheTable()
    {
        foreach (var name in PublishedModels.Names)
        {
            foreach (var spec in Shapes.Of(PublishedModels.Config(name)))
            {
                var operation = NumberTypes.OperationOf(spec.Name, spec.Shape.Count);
                Assert.Contains(NumberTypes.Table, row => row.Operation == operation);
                var isProduct = spec.Name.EndsWith(".weight", StringComparison.Ordinal) && spec.Shape.Count > 1;
                Assert.True(!isProduct || NumberTypes.IsNarrow(spec.Name, spec.Shape.Count), spec.Name);
            }
        }
    }

    [Fact]
    public void WhatTheTableSaysIsWhatAStepMultiplies()
    {
        using var scope = NewDisposeScope();
        var config = Config("bfloat16");
        var wide = PerceiverModel.Init(config, RngKey.FromSeed(1));
        var used = NumberTypes.Of(Precision.Bfloat16, wide);

        Assert.Equal(ScalarType.BFloat16, used.Preprocessor!.Weight.dtype);
        Assert.Equal(ScalarType.BFloat16, used.Encoder.Towers[0][0].Mlp!.Hidden.Bias!.dtype);
        Assert.Equal(ScalarType.Float32, used.Encoder.Towers[0][0].QueryNorm.Weight.dtype);
        Assert.Equal(ScalarType.Float32, used.Latents!.dtype);
        Assert.Equal(ScalarType.Float32, used.Encoder.CrossAttends[0].Attention.Scale!.dtype);
        Assert.Same(wide, NumberTypes.Of(Precision.Float32, wide));
        Assert.Same(wide, NumberTypes.Of(Precision.Tf32, wide));
        // What leaves the model is wide.
        Assert.Equal(
            ScalarType.Float32,
            PerceiverModel.Run(config, used, Batch(0).Inputs, RngKey.FromSeed(3)).Tensor.dtype
        );
    }

    private static PerceiverConfig Config(string precision) =>
        ConfigCompiler.Compile(Text.Replace("PRECISION", precision, StringComparison.Ordinal)).Config!;

    // Which quarter of the picture is bright, among noise.
    private static LabelledImages Batch(int step)
    {
        using var generator = RngKey.FromSeed(5).Fold(step).NewGenerator();
        var pixels = randn([16, 8, 8, 1], generator: generator);
        var labels = Enumerable.Range(0, 16).Select(i => (long)(i % 4)).ToArray();
        for (var i = 0; i < 16; i++)
        {
            pixels[i].narrow(0, labels[i] / 2 * 4, 4).narrow(1, labels[i] % 2 * 4, 4).add_(1.5);
        }

        return new LabelledImages(new ImageBatch(pixels), tensor(labels));
    }

    // Of a run in full numbers, and what the same weights lose on the same batch in narrow ones.
    private static (double[] Full, double[] Narrow) Losses(PerceiverConfig full, PerceiverConfig narrow)
    {
        var key = RngKey.FromSeed(7);
        var state = TrainState<PerceiverParameters>.Start(PerceiverModel.Init(full, key), key).Keep();
        var (losses, others) = (new double[200], new double[200]);
        for (var step = 0; step < losses.Length; step++)
        {
            using var scope = NewDisposeScope();
            var batch = Batch(step);
            var masks = TrainStep.DropoutKey(state, 0);
            others[step] = TrainStep.Gradients(narrow, state.Parameters, batch, 16, masks).Loss;
            var (next, metrics) = TrainStep.Step(full, state, batch, losses.Length);
            state.Release();
            state = next.Keep();
            losses[step] = metrics.Loss;
        }

        state.Release();
        return (losses, others);
    }
}
