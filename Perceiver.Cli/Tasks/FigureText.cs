using System.Globalization;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Figures as people read them.</summary>
internal static class FigureText
{
    private static readonly Dictionary<string, (string Words, Func<double, string> Text)> Known = new()
    {
        [TaskFigures.Top1] = ("top-1", Numbers.Percent),
        [TaskFigures.Top5] = ("top-5", Numbers.Percent),
        [TaskFigures.Accuracy] = ("accuracy", Numbers.Percent),
        [TaskFigures.PixelAccuracy] = ("pixel accuracy", Numbers.Percent),
        [TaskFigures.MeanIou] = ("mean IoU", Numbers.Percent),
        [TaskFigures.Map] = ("mAP", Numbers.Percent),
        [TaskFigures.MacroF1] = ("macro F1", Numbers.Percent),
        [TaskFigures.LabelAccuracy] = ("label accuracy", Numbers.Percent),
        [TaskFigures.BitsPerByte] = ("bits per byte", Rounded("0.000")),
        [TaskFigures.Perplexity] = ("perplexity", Rounded("0.00")),
        [TaskFigures.Epe] = ("mean end-point error", value => Rounded("0.000")(value) + " px"),
        [TaskFigures.Mse] = ("MSE", Rounded("0.00000")),
        [TaskFigures.Psnr] = ("PSNR", value => Rounded("0.00")(value) + " dB"),
    };

    /// <summary>For example "top-1 89.05 %".</summary>
    public static string Of(Figure figure) => $"{Words(figure.Name)} {Number(figure)}";

    /// <summary>A figure's name for people.</summary>
    public static string Words(string name) =>
        Known.TryGetValue(name, out var known) ? known.Words
        : ModalityFigures.IsRatio(name)
            ? $"{name[..^ModalityFigures.PsnrEnding.Length].Replace('_', ' ')} {Known[TaskFigures.Psnr].Words}"
        : name;

    /// <summary>A figure's value alone.</summary>
    public static string Number(Figure figure) =>
        Known.TryGetValue(ModalityFigures.IsRatio(figure.Name) ? TaskFigures.Psnr : figure.Name, out var known)
            ? known.Text(figure.Value)
            : Numbers.Loss(figure.Value);

    /// <summary>Several, with commas.</summary>
    public static string Of(IEnumerable<Figure> figures) => string.Join(", ", figures.Select(Of));

    private static Func<double, string> Rounded(string format) =>
        value => value.ToString(format, CultureInfo.InvariantCulture);
}
