using System.Globalization;
using System.Xml.Linq;
using Perceiver.Cli;
using Xunit;

namespace Perceiver.Properties.Tests.Cli;

/// <summary>The pictures in a run folder.</summary>
[Collection(CliCollection.Name)]
public sealed class PlotTests(TrainedTiny trained) : IClassFixture<TrainedTiny>
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("loss.svg", "validation_loss", 5)]
    [InlineData("accuracy.svg", "validation_top1", 6)]
    public void A_run_leaves_pictures_of_its_curves(string file, string column, int index)
    {
        var rows = File.ReadAllLines(Path.Combine(trained.Run, "metrics.csv"));
        Assert.Equal(column, rows[0].Split(',')[index]);
        var values = rows[1..]
            .Select(row => double.Parse(row.Split(',')[index], CultureInfo.InvariantCulture))
            .ToArray();
        var heights = Dots(Path.Combine(trained.Run, file), Series.Validation);
        Assert.Equal(values.Length, heights.Length);
        // A picture's y grows downwards; equal values lie at equal heights.
        for (var i = 1; i < values.Length; i++)
        {
            Assert.Equal(Math.Sign(values[i - 1] - values[i]), Math.Sign(heights[i] - heights[i - 1]));
        }
    }

    [Fact]
    public void A_value_that_is_not_finite_leaves_a_gap()
    {
        var curve = new Series("loss", Series.Train, [1, 2, 3, 4, 5], [1, 2, null, 4, 5]);
        var path = XDocument
            .Parse(SvgPlot.Of("a <title>", false, [curve]))
            .Descendants(Svg + "path")
            .Select(one => one.Attribute("d")!.Value)
            .Last();
        Assert.Equal((2, 2), (path.Count(letter => letter == 'M'), path.Count(letter => letter == 'L')));
    }

    [Fact]
    public void A_single_value_is_still_a_picture() =>
        Assert.Single(
            XDocument
                .Parse(SvgPlot.Of("one", true, [new Series("top1", Series.Train, [7], [0.5])]))
                .Descendants(Svg + "circle")
        );

    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0.13, 0.52, "0.2 0.3 0.4 0.5")]
    [InlineData(-3, 1234, "0 250 500 750 1000")]
    [InlineData(2e-5, 9e-5, "2E-05 4E-05 6E-05 8E-05")]
    [InlineData(3, 3, "3")]
    public void Ticks_are_round_numbers(double low, double high, string ticks) =>
        Assert.Equal(ticks, string.Join(' ', Ticks.In(low, high, 5).Select(Numbers.Exact)));

    private static double[] Dots(string path, string part) =>
        [
            .. XDocument
                .Load(path)
                .Descendants(Svg + "circle")
                .Where(dot => dot.Attribute("class")!.Value == part)
                .Select(dot => double.Parse(dot.Attribute("cy")!.Value, CultureInfo.InvariantCulture)),
        ];
}
