using System.Globalization;
using LanguageExt;
using Perceiver.Config;
using Perceiver.Data;
using static TorchSharp.torch;

namespace Perceiver.Cli;

/// <summary>Says where the pixels of each file go until the next file, as a picture and as numbers.</summary>
internal sealed class FlowPredictor(OpenedRun opened, string output) : Predictor
{
    public override Either<DataError, FilePrediction> Predict(string file) =>
        new DataError($"{file} is one frame; '{opened.Model.Name}' says how pixels move from one frame to the next");

    public override IEnumerable<(string Name, Either<DataError, FilePrediction> Answer)> Predict(
        IReadOnlyList<string> files
    ) =>
        files.Count < 2
            ? throw new CommandFailure(
                $"'{opened.Model.Name}' says how pixels move from one frame to the next: name two or more frames, such as "
                    + "perceiver predict first.png second.png."
            )
            : files.Zip(files.Skip(1), (file, next) => ($"{file} to {next}", Predict(file, next)));

    private Either<DataError, FilePrediction> Predict(string file, string next) =>
        from set in DataSets.FromFrames(opened.Model.Config, [file, next])
        from prediction in Predict(file, next, set)
        select prediction;

    private Either<DataError, FilePrediction> Predict(string file, string next, VideoSet set)
    {
        using var scope = NewDisposeScope();
        var frames = VideoBatches.Inputs(opened.Model.Config, opened.Statistics, set, [0]);
        var flow = opened.Evaluator.Answer(opened.Parameters, frames);
        var farthest = FlowDrawing.Farthest(flow);
        var (right, down) = (Mean(flow, 0), Mean(flow, 1));
        return Write(output, file, "flow", FlowDrawing.Of(flow, set.Height, set.Width, farthest))
            .Map(picture =>
            {
                var numbers = Write(output, file, "flo", FlowFile.Write(flow, set.Height, set.Width));
                return new FilePrediction(
                    new
                    {
                        File = file,
                        Next = next,
                        Flow = picture,
                        Numbers = numbers,
                        MeanRight = right,
                        MeanDown = down,
                        Farthest = farthest,
                    },
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"  in the mean {right:0.00} px to the right and {down:0.00} px down, at most {farthest:0.00} px"
                        ),
                        $"  flow: {picture}, {numbers}",
                    ]
                );
            });
    }

    private static double Mean(float[] flow, int way) => flow.Where((_, i) => i % 2 == way).Average(x => (double)x);
}
