using System.Globalization;
using Perceiver.Config;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>A trained model as it looks at images of another size: <c>--size HEIGHTxWIDTH</c>.</summary>
internal static class OtherImageSize
{
    /// <summary>Model and weights at that size; what happens to the position code is told.</summary>
    /// <param name="model">The model of the run.</param>
    /// <param name="parameters">Its weights.</param>
    /// <param name="size">Such as <c>224x160</c>.</param>
    /// <param name="say">Who is told.</param>
    /// <exception cref="CommandFailure">That is no size, or the model cannot look at it.</exception>
    public static (ModelBuilder Model, PerceiverParameters Parameters) Of(
        ModelBuilder model,
        PerceiverParameters parameters,
        string size,
        Action<string> say
    )
    {
        var (height, width) = Read(size);
        PerceiverConfig other;
        try
        {
            other = OtherSize.Of(model.Config, height, width);
        }
        catch (ArgumentException exception)
        {
            throw CommandFailure.Usage($"--size {size}: {exception.Message}");
        }

        var compiled = ConfigCompiler.Compile(ConfigWriter.Write(other));
        if (compiled.Hash is null)
        {
            var errors = compiled.Findings.Where(one => one.Severity == Severity.Error).Select(one => one.Message);
            throw CommandFailure.Usage($"--size {size}: {string.Join(" ", errors)}");
        }

        var (from, to) = (Grid(model.Config), Grid(other));
        say(
            model.Config.Model.Positions switch
            {
                PositionConfig.Learned =>
                    $"images of {size}: learned positions interpolated from {from} to {to} places",
                PositionConfig.Fourier => $"images of {size}: Fourier positions of {to} places instead of {from}",
                _ => $"images of {size}: {to} inputs instead of {from}",
            }
        );
        return (ModelBuilder.From(model.Name, model.Hash, other), OtherSize.Fit(model.Config, other, parameters));
    }

    private static string Grid(PerceiverConfig config) => string.Join('x', Shapes.InputGrid(config.Model));

    private static (int Height, int Width) Read(string size)
    {
        var parts = size.Split('x');
        return parts.Length == 2 && Side(parts[0]) is { } height && Side(parts[1]) is { } width
            ? (height, width)
            : throw CommandFailure.Usage($"--size wants HEIGHTxWIDTH in pixels, such as 64x48, not '{size}'.");
    }

    private static int? Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= 65536
            ? side
            : null;
}
