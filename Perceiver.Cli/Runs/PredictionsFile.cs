using System.Globalization;
using System.Text;

namespace Perceiver.Cli;

/// <summary><c>predictions.csv</c>: what the best weights said about each test example. Classes are by number.</summary>
internal static class PredictionsFile
{
    private const string Header = "index,label,predicted,confidence,label_probability,loss";

    public static void Write(string path, IEnumerable<ExamplePrediction> predictions)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var one in predictions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{one.Index},{one.Label},{one.Predicted},")
                .Append(CultureInfo.InvariantCulture, $"{Numbers.Exact(one.Confidence)},")
                .Append(CultureInfo.InvariantCulture, $"{Numbers.Exact(one.LabelProbability)},")
                .Append(CultureInfo.InvariantCulture, $"{Numbers.Exact(one.Loss)}\n");
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>The predictions, without the lines that are damaged; none where the file is another's.</summary>
    public static IReadOnlyList<ExamplePrediction> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return lines.FirstOrDefault() == Header ? [.. lines.Skip(1).Select(Parse).OfType<ExamplePrediction>()] : [];
    }

    private static ExamplePrediction? Parse(string line)
    {
        var cells = line.Split(',');
        return
            cells.Length == 6
            && Whole(cells[0], out var index)
            && Whole(cells[1], out var label)
            && Whole(cells[2], out var predicted)
            && Number(cells[3], out var confidence)
            && Number(cells[4], out var probability)
            && Number(cells[5], out var loss)
            ? new ExamplePrediction(index, label, predicted, confidence, probability, loss)
            : null;
    }

    private static bool Whole(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Number(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
