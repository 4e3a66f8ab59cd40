using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Config;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>The parts before the encoder against loops that anyone can check.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class PreprocessingTests
{
    [Property]
    public void PatchesAreCutRowByRow(ModelCase @case, byte size, byte stride, byte padding)
    {
        using var scope = NewDisposeScope();
        var patches = new PreprocessorConfig.Patches(1 + (size % 3), 1 + (stride % 3), padding % 3, 1, null);
        var cut = @case.With(model => model with { Input = new InputConfig.Image(5, 6, 2), Preprocessor = patches });
        var pixels = cut.Images().Pixels;
        var actual = Preprocessing.Patches(patches, pixels);
        var grid = Shapes.InputGrid(cut.Config.Model);
        var (rows, columns) = (grid[0], grid[1]);
        Assert.Equal([cut.Batch, rows * columns, Shapes.RawWidth(cut.Config.Model)], actual.shape);
        Assert.Equal(Naive(patches, pixels, rows, columns), actual.contiguous().data<double>().ToArray());
    }

    [Property]
    public void FramesOfAVideoAreCutLikeImagesOneAfterTheOther(ModelCase @case, byte size, byte stride, byte padding)
    {
        using var scope = NewDisposeScope();
        var patches = new PreprocessorConfig.Patches(1 + (size % 3), 1 + (stride % 3), padding % 3, 1, null);
        var model = @case.Config.Model with
        {
            Input = new InputConfig.Video(3, 5, 6, 2),
            Preprocessor = patches,
            Positions = new PositionConfig.None(),
        };
        var p = @case.Parameters() with { Preprocessor = null, Positions = null };
        var frames = @case.Normal("frames", 1, @case.Batch, 3, 5, 6, 2);
        var cut = Preprocessing.Apply(model, p, new VideoBatch(frames), null, ModelStatistics.None).Inputs;
        var expected = cat(
            [.. Enumerable.Range(0, 3).Select(i => Preprocessing.Patches(patches, frames.select(1, i)))],
            1
        );
        Assert.Equal(TensorAssert.Bits(expected), TensorAssert.Bits(cut));
    }

    private static double[] Naive(PreprocessorConfig.Patches patches, Tensor pixels, int rows, int columns)
    {
        var (batch, height, width, channels) = (pixels.shape[0], pixels.shape[1], pixels.shape[2], pixels.shape[3]);
        var values = pixels.data<double>().ToArray();
        var result = new List<double>();
        for (var b = 0; b < batch; b++)
        for (var patch = 0; patch < rows * columns; patch++)
        for (var r = 0; r < patches.Size; r++)
        for (var c = 0; c < patches.Size; c++)
        for (var channel = 0; channel < channels; channel++)
        {
            var y = (patch / columns * patches.Stride) - patches.Padding + r;
            var x = (patch % columns * patches.Stride) - patches.Padding + c;
            var inside = y >= 0 && y < height && x >= 0 && x < width;
            result.Add(inside ? values[(((((b * height) + y) * width) + x) * channels) + channel] : 0);
        }

        return [.. result];
    }

    [Property]
    public void FourierFeaturesAreSinesAndCosinesOfThePosition(byte bands, byte rows, byte columns, bool positions)
    {
        using var scope = NewDisposeScope();
        int k = 1 + (bands % 5),
            h = 2 + (rows % 6),
            w = 2 + (columns % 6);
        var code = PlainParts.Fourier(k, positions: positions);
        var features = (positions ? 2 : 0) + (4 * k);
        var actual = tensor(PositionCodes.Fourier(code, [h, w]), [h, w, features]);

        Tensor y = linspace(-1, 1, h, ScalarType.Float64).unsqueeze(1).expand(h, w),
            x = linspace(-1, 1, w, ScalarType.Float64).unsqueeze(0).expand(h, w);
        Tensor ys = y.unsqueeze(2).mul(linspace(1, h / 2.0, k, ScalarType.Float64)).mul(Math.PI),
            xs = x.unsqueeze(2).mul(linspace(1, w / 2.0, k, ScalarType.Float64)).mul(Math.PI);
        Tensor[] waves = [ys.sin(), xs.sin(), ys.cos(), xs.cos()];
        var expected = cat(positions ? [y.unsqueeze(2), x.unsqueeze(2), .. waves] : waves, 2);
        TensorAssert.Close(expected, actual, 1e-12);
    }

    [Property]
    public void AddedAndConcatenatedCodesMeetTheInputsWidth(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (model, p) = (@case.Config.Model, @case.Parameters());
        var inputs = Preprocessing.Apply(model, p, @case.Images(), null, ModelStatistics.None).Inputs;
        Assert.Equal([@case.Batch, Shapes.InputCount(model), Shapes.InputWidth(model)], inputs.shape);
    }

    [Fact]
    public void ImagesOfAnotherShapeAreRefused()
    {
        using var scope = NewDisposeScope();
        var @case = FsCheck.Fluent.Gen.Sample(ModelArbitrary.ModelCases().Generator, 1).First();
        var wrong = zeros(1, 2, 3, 9, ScalarType.Float64);
        var error = Assert.Throws<ArgumentException>(() =>
            PerceiverModel.Forward(@case.Config, @case.Parameters(), new(wrong))
        );
        Assert.Contains("[1, 2, 3, 9]", error.Message, StringComparison.Ordinal);
        var image = (InputConfig.Image)@case.Config.Model.Input;
        Assert.Contains($"[batch, {image.Height}, {image.Width}, {image.Channels}]", error.Message);
    }

    [Fact]
    public void AnotherNumberOfInputsIsRefused()
    {
        using var scope = NewDisposeScope();
        var several = (InputConfig.Modalities)PublishedModels.Config("hf_multimodal").Model.Input;
        var image = new ImageBatch(zeros(1, 2, 2, 1));
        var alone = Assert.Throws<ArgumentException>(() => RawInput.Parts(several, image));
        var pair = Assert.Throws<ArgumentException>(() => RawInput.Parts(several, new ModalityBatch([image, image])));
        Assert.StartsWith("The model takes 3 inputs (audio, image, label), but was given a ImageBatch.", alone.Message);
        Assert.StartsWith("The model takes 3 inputs (audio, image, label), but was given 2 inputs.", pair.Message);
    }
}
