using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using Perceiver.Properties.Tests.Data;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Config;

/// <summary>
/// All that a config can be seen in without training to the end: shapes, cost, first weights, the stream of batches, two
/// steps, and the rates of the whole run.
/// </summary>
internal sealed class Observation : IDisposable
{
    private const int Examples = 60;
    private const int BatchOfStep = 3;

    private readonly TemporaryFolder _folder = new();

    public Observation()
    {
        var table = "file,label,who,g\n";
        for (var i = 0; i < 30; i++)
        {
            var pixels = Enumerable.Range(0, 64).Select(p => (byte)((i * 37) + (p * p)));
            _folder.Write($"p/{i}.png", TestImages.Png(8, 8, 1, [.. pixels]));
            table += $"{i}.png,{i % 10},{i % 10},{i / 2}\n";
        }

        _folder.Write("p/c", table);
        _folder.Write("a.txt", string.Concat(Enumerable.Range(0, 400).Select(i => $"{i * i} ")));
        _folder.Write("other.txt", string.Concat(Enumerable.Range(0, 400).Select(i => $"{i * 7} ")));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What is seen, one line for each thing.</summary>
    public string Of(PerceiverConfig config)
    {
        using var scope = NewDisposeScope();
        var training = config.Training;
        var key = RngKey.FromSeed(training.Seed);
        var weights = PerceiverModel.Init(config, key);
        List<string> seen =
        [
            string.Join(' ', Shapes.Of(config)),
            Cost.ForwardFlops(config).ToString(CultureInfo.InvariantCulture),
            Cost.ActivationBytes(config).ToString(CultureInfo.InvariantCulture),
            Hash(weights.Leaves()),
        ];
        var (set, parts, problem) = Data(config);
        seen.Add(problem);
        seen.AddRange(parts.Select(part => string.Join(' ', part)));
        if (parts[0].Length == 0)
        {
            return string.Join('\n', seen);
        }

        var train = parts[0];
        var batches = (train.Length + training.BatchSize - 1) / training.BatchSize;
        var updates = (batches + training.Accumulation - 1) / training.Accumulation;
        var total = Math.Min((long)training.Epochs * updates, training.MaxSteps ?? long.MaxValue);
        var state = TrainState<PerceiverParameters>.Start(weights, key, training.EmaDecay is not null);
        for (var step = 0; step < 2; step++)
        {
            var order = Batches.Order(key, step, train.Length).Take(BatchOfStep).Select(i => train[i]).ToArray();
            // Images have labels and themselves, but no other numbers.
            var batch =
                set is null || (set is ImageSet && config.Task is TaskConfig.Regression)
                    ? AnyBatch.Of(config, weights, key.Fold(step), BatchOfStep)
                    : Batches.Of(config, PixelStatistics.Of(set), set, order, key.Fold(step));
            seen.Add(Hash(batch.Tensors));
            (state, var metrics) = TrainStep.Step(config, state, batch, total);
            seen.Add(metrics.ToString());
            seen.Add(Hash(state.Leaves()));
        }

        var rates = Enumerable
            .Range(1, (int)Math.Min(total, 300))
            .Select(step => Schedules.LearningRate(training.Optimizer, training.Schedule, step, total));
        seen.Add(string.Join(' ', rates.Select(rate => rate.ToString("R", CultureInfo.InvariantCulture))));
        return string.Join('\n', seen);
    }

    // Without a set the batches are drawn.
    private (ExampleSet? Set, int[][] Parts, string Problem) Data(PerceiverConfig config)
    {
        if (config.Data.Source is DataSourceConfig.None)
        {
            return (
                null,
                [
                    [.. Enumerable.Range(0, Examples)],
                ],
                ""
            );
        }

        if (config.Data.Source is DataSourceConfig.FashionMnist or DataSourceConfig.Cifar100)
        {
            var image = (InputConfig.Image)config.Model.Input;
            var classes = config.Task is TaskConfig.Classification task ? task.Classes : 1;
            var pixels = new byte[Examples * 8 * 8 * image.Channels];
            new Random(1).NextBytes(pixels);
            var labels = Enumerable.Range(0, Examples).Select(i => i % classes);
            var set = new ImageSet(pixels, 8, 8, image.Channels, [.. labels], []);
            var split = Splitter.Split(Examples, [], config.Data.Split);
            return split.Match<(ExampleSet?, int[][], string)>(
                parts =>
                    (
                        set,
                        [
                            [.. parts.Train.Take(config.Data.Limit ?? Examples)],
                            [.. parts.Validation],
                            [.. parts.Test],
                        ],
                        ""
                    ),
                error =>
                    (
                        null,
                        [
                            [],
                        ],
                        error.Message
                    )
            );
        }

        // Names of files stand for the examples; the batch is of the training part.
        return DataSets
            .Load(config, new DataLocation(_folder.Path))
            .Match<(ExampleSet?, int[][], string)>(
                data =>
                    (
                        data.Train,
                        [
                            [.. Enumerable.Range(0, data.Train.Count)],
                        ],
                        Names(data)
                    ),
                error =>
                    (
                        null,
                        [
                            [],
                        ],
                        error.Message
                    )
            );
    }

    private static string Names(DataSplits data) =>
        string.Join('|', new[] { data.Train, data.Validation, data.Test }.Select(Text))
        + string.Join(' ', data.ClassNames);

    private static string Text(ExampleSet set) =>
        set switch
        {
            ImageSet images => string.Join(' ', images.Names) + ":" + string.Join(' ', images.Labels),
            TextSet text => $"{text.Count} of {Convert.ToHexString(SHA256.HashData(text.Bytes.Span))}",
            PointSet points =>
                $"{points.Count} of {Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(points.Points.Span)))}",
            VideoSet videos => $"{videos.Count} of {Convert.ToHexString(SHA256.HashData(videos.Pixels.Span))} "
                + Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(videos.Wanted.Span))),
            ClipSet clips => $"{clips.Count} clips",
            _ => "",
        };

    private static string Hash(IEnumerable<TorchSharp.torch.Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors)
        {
            hash.AppendData(tensor.contiguous().bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
