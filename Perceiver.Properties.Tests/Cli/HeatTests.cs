using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceiver.Cli;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Properties.Tests.Arbitraries;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>From maps over inputs to colours over pixels.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class HeatTests
{
    [Property]
    public void WhatAnInputHasIsSpreadOverItsOwnPixels(ModelCase @case)
    {
        var (model, image) = (@case.Config.Model, (InputConfig.Image)@case.Config.Model.Input);
        var boxes = InputBoxes.Of(model);
        Assert.Equal(Shapes.InputCount(model), boxes.Count);
        for (var i = 0; i < boxes.Count; i++)
        {
            var map = new float[boxes.Count];
            map[i] = 1;
            var pixels = InputBoxes.Spread(boxes, map, image.Height, image.Width);
            var (box, area) = (boxes[i], boxes[i].Height * boxes[i].Width);
            Assert.Equal(area > 0 ? 1 : 0, pixels.Sum(), 4);
            for (var p = 0; p < pixels.Length; p++)
            {
                var (y, x) = (p / image.Width, p % image.Width);
                var inside = y >= box.Top && y < box.Top + box.Height && x >= box.Left && x < box.Left + box.Width;
                Assert.Equal(inside, pixels[p] > 0);
            }
        }
    }

    [Property]
    public void NoPatchOfTheImageIsLostWhereTheyLieSideBySide(PositiveInt rows, PositiveInt columns)
    {
        var (height, width) = (4 * (1 + (rows.Get % 6)), 4 * (1 + (columns.Get % 6)));
        var model = SmallModel(height, width, new PreprocessorConfig.Patches(4, 4, 0, 1, 8));
        var covered = new int[height * width];
        foreach (var box in InputBoxes.Of(model))
        {
            for (var p = 0; p < box.Height * box.Width; p++)
            {
                covered[((box.Top + (p / box.Width)) * width) + box.Left + (p % box.Width)]++;
            }
        }

        Assert.All(covered, times => Assert.Equal(1, times));
    }

    [Property]
    public void WhereMoreIsThePictureIsLighter(byte grey, PositiveInt place)
    {
        var image = new DecodedImage(Enumerable.Repeat(grey, 16).ToArray(), 4, 4, 1);
        var map = new float[16];
        var hot = place.Get % 16;
        map[hot] = 0.4f;
        map[(hot + 1) % 16] = 0.1f;
        var pixels = Heat.Over(image, map).Pixels.ToArray();
        int Light(int p) => pixels[p * 3] + pixels[(p * 3) + 1] + pixels[(p * 3) + 2];
        Assert.True(Light(hot) > Light((hot + 1) % 16), "the hottest is not the lightest");
        Assert.All(
            Enumerable.Range(0, 16).Where(p => map[p] == 0),
            p => Assert.True(Light(p) <= Light((hot + 1) % 16))
        );
    }

    [Property]
    public void ALargerPictureHasTheSamePixelsLarger(byte seed)
    {
        var pixels = Enumerable.Range(0, 5 * 7 * 3).Select(i => (byte)((i * 31) + seed)).ToArray();
        var large = Heat.Enlarged(new DecodedImage(pixels, 5, 7, 3));
        var scale = large.Height / 5;
        Assert.True(scale > 1);
        Assert.Equal((5 * scale, 7 * scale), (large.Height, large.Width));
        for (var p = 0; p < large.Height * large.Width; p++)
        {
            var source = (p / large.Width / scale * 7) + (p % large.Width / scale);
            Assert.Equal(pixels.AsSpan(source * 3, 3), large.Pixels.Span.Slice(p * 3, 3));
        }
    }

    private static ModelConfig SmallModel(int height, int width, PreprocessorConfig preprocessor)
    {
        var model = ConfigCompiler.Compile(TinyRun.Config).Config!.Model;
        return model with { Input = new InputConfig.Image(height, width, 1), Preprocessor = preprocessor };
    }
}
