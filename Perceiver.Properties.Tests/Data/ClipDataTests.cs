using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Clips: a function of their key, and of film, sound and label each tells of the others.</summary>
[Properties(MaxTest = 20)]
public sealed class ClipDataTests
{
    private static readonly ClipSize Size = new(4, 10, 12, 2, 96);

    [Property]
    public void AClipDependsOnItsKeyAndNumberAlone(int seed)
    {
        var key = RngKey.FromSeed(seed);
        var (few, many) = (Clip.Set(key, 3, Size, 0.02), Clip.Set(key, 7, Size, 0.02));
        Assert.Equal(few.Pixels.ToArray(), many.Pixels.ToArray()[..few.Pixels.Length]);
        Assert.Equal(few.Sound.ToArray(), many.Sound.ToArray()[..few.Sound.Length]);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => i % 4), many.Labels);
        var other = Clip.Set(key.Fold(1), 3, Size, 0.02);
        Assert.NotEqual(few.Pixels.ToArray(), other.Pixels.ToArray());
        Assert.NotEqual(few.Sound.ToArray(), other.Sound.ToArray());
    }

    [Property]
    public void TheLabelIsHeard(int seed)
    {
        var set = Clip.Set(RngKey.FromSeed(seed), 8, Size, 0.05);
        for (var i = 0; i < set.Count; i++)
        {
            // The power at each kind's pitch; the twin is that the other three have less.
            var sound = set.SoundOf(i).ToArray();
            var powers = Enumerable.Range(0, 4).Select(kind => Power(sound, Clip.Pitch(kind))).ToArray();
            Assert.Equal(set.Labels[i], Array.IndexOf(powers, powers.Max()));
            Assert.All(sound, sample => Assert.InRange(sample, -1, 1));
        }
    }

    [Property]
    public void TheSoundFollowsTheFilm(int seed)
    {
        var (key, motion) = (RngKey.FromSeed(seed), Clip.Motion(RngKey.FromSeed(seed).Fold(0)));
        var set = Clip.Set(key, 1, Size, 0);
        var sound = set.SoundOf(0);
        for (var i = 0; i < Size.Samples; i++)
        {
            var time = (i + 0.5) / Size.Samples;
            var (x, y) = motion.At(time);
            Assert.InRange(x, 0, 1);
            Assert.InRange(y, 0, 1);
            Assert.InRange(Math.Abs(sound[i]), 0, Clip.Loudness(motion, time) + 1e-6);
            var since = motion.SinceBounce(time);
            if (since > time)
            {
                Assert.Equal(double.PositiveInfinity, since);
                continue;
            }

            // It stood at an edge then, and was not as loud just before.
            var (atX, atY) = motion.At(time - since);
            Assert.True(new[] { atX, 1 - atX, atY, 1 - atY }.Min() < 1e-9, $"{atX}, {atY}");
            Assert.True(Clip.Loudness(motion, time) > 0.25);
        }
    }

    [Property]
    public void EachFrameShowsAShapeBeforeADarkerGround(int seed)
    {
        var set = Clip.Set(RngKey.FromSeed(seed), 4, Size, 0);
        for (var i = 0; i < set.Count; i++)
        {
            var frames = set.FilmOf(i).ToArray().Chunk(Size.Height * Size.Width * Size.Channels).ToArray();
            Assert.Equal(Size.Frames, frames.Length);
            foreach (var frame in frames)
            {
                var colours = frame.Chunk(Size.Channels).Select(pixel => (pixel[0], pixel[1])).Distinct().ToArray();
                Assert.Equal(2, colours.Length);
                Assert.True(colours.Min().Item1 < 127 && colours.Max().Item1 > 126, $"{colours[0]}, {colours[1]}");
            }

            // The twin: what moves does not stand still.
            Assert.NotEqual(frames[0], frames[^1]);
        }
    }

    [Fact]
    public void Training_and_test_part_share_nothing_and_the_seed_decides_both()
    {
        var (one, same, other) = (Load(0), Load(0), Load(1));
        Assert.Equal(Film(one.Train), Film(same.Train));
        Assert.NotEqual(Film(one.Test), Film(other.Test));
        Assert.Equal((36, 4, 16), (one.Train.Count, one.Validation.Count, one.Test.Count));
        var seen = Enumerable.Range(0, 36).Select(i => Convert.ToHexString(((ClipSet)one.Train).FilmOf(i))).ToHashSet();
        Assert.DoesNotContain(
            Enumerable.Range(0, 16).Select(i => Convert.ToHexString(((ClipSet)one.Test).FilmOf(i))),
            seen.Contains
        );

        static byte[] Film(ExampleSet set) => ((ClipSet)set).Pixels.ToArray();
    }

    [Fact]
    public void A_batch_has_the_configs_parts_and_wants_them_back()
    {
        using var scope = NewDisposeScope();
        var (config, set) = (Config(0), (ClipSet)Load(0).Train);
        var batch = Batches.Of(config, PixelStatistics.Of(set), set, [2, 5], null);
        var parts = ((ModalityBatch)batch.Inputs).Parts;
        var film = ((VideoBatch)parts[0]).Frames;
        Assert.Equal([2, 4, 8, 8, 1], film.shape);
        Assert.InRange(film.min().ToDouble(), -1, -0.2);
        Assert.InRange(film.max().ToDouble(), 0, 1);
        Assert.Equal(set.SoundOf(5).ToArray(), ((AudioBatch)parts[1]).Samples[1].flatten().data<float>().ToArray());
        Assert.Equal([set.Labels[2], set.Labels[5]], ((LabelBatch)parts[2]).Labels.data<long>().ToArray());
        var wanted = (ModalityTargets)batch.Wanted;
        Assert.Equal(
            [typeof(DenseTargets), typeof(ValueTargets), typeof(ValueTargets)],
            wanted.Parts.Select(part => part.GetType())
        );
        Assert.Equal([0.5, 1.0, 1.0], wanted.Weights);
    }

    [Fact]
    public void A_right_answer_is_the_clip_again()
    {
        using var scope = NewDisposeScope();
        var (config, set) = (Config(0), (ClipSet)Load(0).Train);
        var batch = Batches.Of(config, PixelStatistics.Of(set), set, [3], null);
        var wanted = (ModalityTargets)batch.Wanted;

        // Four scores of the label come first.
        float[] answer = [0, 0, 0, 0, .. wanted.Values!.data<float>().ToArray()];
        var (film, sound) = ClipReassembly.Of(config.Model, answer);
        Assert.Equal(set.FilmOf(3).ToArray().Select(ClipBatches.Scaled), film!);
        Assert.Equal(set.SoundOf(3).ToArray(), sound!);
    }

    [Fact]
    public void The_mean_clip_is_as_far_off_as_it_is()
    {
        var (config, data) = (Config(0), Load(0));
        var (train, test) = ((ClipSet)data.Train, (ClipSet)data.Test);
        var error = 0.0;
        for (var place = 0; place < 64; place++)
        {
            var mean = Enumerable.Range(0, train.Count).Average(i => (double)train.SoundOf(i)[place]);
            error += Enumerable.Range(0, test.Count).Sum(i => Math.Pow((test.SoundOf(i)[place] - mean) / 2, 2));
        }

        var figures = Assert.Single(SimpleBaselines.Of(config, data, test)).Figures;
        Assert.Equal(["accuracy", "film_psnr", "sound_psnr"], figures.Select(figure => figure.Name));
        Assert.Equal(-10 * Math.Log10(error / 64 / test.Count), figures[2].Value, 1e-9);
        Assert.InRange(figures[1].Value, 5, 25);
        Assert.Equal(0.25, figures[0].Value);

        // Of the one clip that it is the mean of nothing is left over.
        var one = Clip.Set(RngKey.FromSeed(1), 1, train.Size, 0);
        Assert.InRange(SimpleBaselines.Of(config, data with { Train = one }, one)[0].Figures[1].Value, 100, 200);
    }

    private static double Power(float[] sound, double pitch)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < sound.Length; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * pitch * (i + 0.5) / sound.Length);
            (real, imaginary) = (real + (sound[i] * cosine), imaginary + (sound[i] * sine));
        }

        return (real * real) + (imaginary * imaginary);
    }

    private static DataSplits Load(long seed) =>
        DataSets
            .Load(Config(seed), new DataLocation())
            .Match(Right: data => data, Left: error => throw new Xunit.Sdk.XunitException(error.Message));

    private static PerceiverConfig Config(long seed) =>
        ConfigCompiler
            .Compile(
                $$"""
                model:
                  input:
                    kind: modalities
                    parts:
                      - name: film
                        input: { kind: video, frames: 4, height: 8, width: 8, channels: 1 }
                        preprocessor: { kind: patches, size: 4, frames: 2 }
                        positions: { kind: fourier, bands: 2 }
                      - name: sound
                        input: { kind: audio, samples: 64 }
                        preprocessor: { kind: audio_patches, size: 8 }
                        positions: { kind: fourier, bands: 2 }
                      - name: label
                        input: { kind: label, classes: 4 }
                        mask_probability: 1
                  latents: { count: 4, width: 8 }
                  encoder: { blocks: 1 }
                  decoder:
                    kind: modalities
                    width: 8
                    parts:
                      - { name: label, queries: { kind: learned, count: 1 }, outputs: 4, weight: 0.5 }
                      - { name: film, queries: { kind: fourier, grid: [2, 2, 2], bands: 2 }, outputs: 32 }
                      - { name: sound, queries: { kind: fourier, grid: [8], bands: 2 }, outputs: 8 }
                task: multimodal_autoencoding
                data: { source: { kind: clips, train: 40, test: 16, seed: {{seed}} } }
                training: { epochs: 1 }
                """
            )
            .Config!;
}
