using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Data;
using Perceiver.Model;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>Data that is made: a function of its key, and what it says it is.</summary>
public sealed class GeneratedDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 20)]
    public void ACloudDependsOnItsKeyAndNumberAlone(int seed)
    {
        var key = RngKey.FromSeed(seed);
        var (few, many) = (Solid.Set(key, 5, 40, 0.02), Solid.Set(key, 11, 40, 0.02));
        Assert.Equal(few.Points.ToArray(), many.Points.ToArray()[..few.Points.Length]);
        Assert.NotEqual(few.Points.ToArray(), Solid.Set(key.Fold(1), 5, 40, 0.02).Points.ToArray());
        Assert.Equal(Enumerable.Range(0, 11).Select(i => i % 8), many.Labels);
    }

    [Property(MaxTest = 20)]
    public void CloudsLieInTheUnitBallAroundTheirCentre(int seed)
    {
        var set = Solid.Set(RngKey.FromSeed(seed), 8, 60, 0.05);
        for (var i = 0; i < set.Count; i++)
        {
            var points = set.Cloud(i).ToArray().Chunk(3).ToArray();
            Assert.Equal(1, points.Max(point => Math.Sqrt(point.Sum(x => (double)x * x))), 1e-5);
            Assert.All(
                Enumerable.Range(0, 3),
                axis => Assert.Equal(0, points.Average(point => (double)point[axis]), 1e-5)
            );
        }
    }

    [Property(MaxTest = 20)]
    public void SurfacesAreWhereTheirFormulaSays(int seed)
    {
        var stream = new RandomStream(RngKey.FromSeed(seed));
        for (var kind = 0; kind < Perceiver.Config.Generated.Solids.Count; kind++)
        {
            var draw = SolidSurface.Of(kind, ref stream);
            for (var i = 0; i < 20; i++)
            {
                var (x, y, z) = draw(ref stream);
                var (radius, sum) = (Math.Sqrt((x * x) + (y * y)), Math.Abs(x) + Math.Abs(y) + Math.Abs(z));
                var isOn = kind switch
                {
                    0 => Near((x * x) + (y * y) + (z * z), 1),
                    1 => Near(Math.Max(Math.Abs(x), Math.Max(Math.Abs(y), Math.Abs(z))), 1),
                    4 => Math.Pow(radius - 1, 2) + (z * z) is >= 0.0624 and <= 0.2026,
                    5 => Math.Max(Math.Abs(x), Math.Max(Math.Abs(y), Math.Abs(z))) <= 1 + 1e-9,
                    6 => Near(sum, 1),
                    _ => radius <= 1 + 1e-9 && Math.Abs(z) <= 2.6,
                };
                Assert.True(isOn, $"kind {kind}: {x}, {y}, {z}");
            }
        }
    }

    [Property(MaxTest = 20)]
    public void ASceneDependsOnItsKeyAndNumberAloneAndShowsShapes(int seed)
    {
        var (shape, source) = (new ImageShape(12, 16, 3), new DataSourceConfig.Scenes(9, 1, 3, 0.02, 0));
        var key = RngKey.FromSeed(seed);
        var (few, many) = (Scene.Set(key, 3, shape, source), Scene.Set(key, 7, shape, source));
        Assert.Equal(few.Pixels.ToArray(), many.Pixels.ToArray()[..few.Pixels.Length]);
        Assert.Equal(few.PixelClasses.ToArray(), many.PixelClasses.ToArray()[..few.PixelClasses.Length]);
        Assert.NotEqual(few.Pixels.ToArray(), Scene.Set(key.Fold(1), 3, shape, source).Pixels.ToArray());
        Assert.All(many.PixelClasses.ToArray(), one => Assert.InRange(one, 0, 4));
    }

    [Fact]
    public void Training_and_test_part_share_nothing_and_the_seed_decides_both()
    {
        var (one, same, other) = (Load(0), Load(0), Load(1));
        Assert.Equal(((PointSet)one.Train).Points.ToArray(), ((PointSet)same.Train).Points.ToArray());
        Assert.NotEqual(((PointSet)one.Test).Points.ToArray(), ((PointSet)other.Test).Points.ToArray());
        Assert.Equal((36, 4, 16), (one.Train.Count, one.Validation.Count, one.Test.Count));
        var seen = ((PointSet)one.Train).Points.ToArray().ToHashSet();
        Assert.DoesNotContain(((PointSet)one.Test).Points.ToArray()[..30], seen.Contains);
    }

    [Theory]
    [InlineData("0 0 0\n1 2 nan\n", "(2)", "'nan' is not a finite number")]
    [InlineData("0 0 0\n1 2\n", "(2)", "2 columns")]
    [InlineData("x,y,z\n1,2,3,4\n", "(2)", "4 columns")]
    [InlineData("0 0 0\n1 two 3\n", "(2)", "'two'")]
    [InlineData("# nothing\n", "has no points")]
    public void A_file_that_is_no_cloud_is_said_to_be_none(string text, params string[] words)
    {
        _folder.Write("a.xyz", text);
        PointFile.Read(_folder["a.xyz"], 4, 3).FailsWith(["a.xyz", .. words]);
        PointFile.Read(_folder["none.xyz"], 4, 3).FailsWith("none.xyz", "cannot be read");
    }

    [Fact]
    public void Points_come_from_blanks_or_commas_and_as_many_as_are_wanted()
    {
        _folder.Write("a.csv", "x,y,z\n1,0,0\n-1,0,0\n");
        _folder.Write("a.xyz", "1 0 0\n\n-1 0 0\n");
        float[] expected = [1, 0, 0, -1, 0, 0, 1, 0, 0, -1, 0, 0];
        Assert.Equal(expected, PointFile.Read(_folder["a.csv"], 4, 3).Value());
        Assert.Equal(expected, PointFile.Read(_folder["a.xyz"], 4, 3).Value());
    }

    private static bool Near(double value, double wanted) => Math.Abs(value - wanted) < 1e-9;

    private static DataSplits Load(long seed)
    {
        var compiled = ConfigCompiler.Compile(
            $$"""
            model:
              input: { kind: points, count: 10 }
              preprocessor: points
              positions: { kind: fourier, bands: 2, max_resolution: [4] }
              latents: { count: 2, width: 8 }
              encoder: { blocks: 1 }
              decoder: mean_pool
            task: { kind: classification, classes: 8 }
            data: { source: { kind: solids, train: 40, test: 16, seed: {{seed}} } }
            training: { epochs: 1 }
            """
        );
        return DataSets
            .Load(compiled.Config!, new DataLocation())
            .Match(Right: data => data, Left: error => throw new Xunit.Sdk.XunitException(error.Message));
    }
}
