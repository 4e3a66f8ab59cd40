using System.Globalization;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>Reads a cloud of points from text: a point on each line, its coordinates between commas or blanks.</summary>
internal static class PointFile
{
    private static readonly char[] Between = [' ', '\t', ',', ';'];

    /// <summary>
    /// The cloud with exactly so many points, in the unit ball: of more, as many are drawn from all over the file; fewer
    /// are repeated.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many points.</param>
    /// <param name="dimensions">Coordinates of each; further columns are an error.</param>
    public static Either<DataError, float[]> Read(string path, int count, int dimensions)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DataError($"{path} cannot be read: {exception.Message}");
        }

        return from points in Parse(lines, path, dimensions)
            select Sized(points, count, dimensions);
    }

    private static Either<DataError, List<float>> Parse(string[] lines, string path, int dimensions)
    {
        var points = new List<float>(lines.Length * dimensions);
        for (var i = 0; i < lines.Length; i++)
        {
            var cells = lines[i].Split(Between, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0 || cells[0].StartsWith('#') || (points.Count == 0 && IsHeader(cells)))
            {
                continue;
            }

            if (cells.Length != dimensions)
            {
                return new DataError(
                    $"{path}({i + 1}): a point has {dimensions} coordinates, but here are {cells.Length} columns; keep the "
                        + "coordinates alone"
                );
            }

            foreach (var cell in cells)
            {
                if (
                    !float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    || !float.IsFinite(number)
                )
                {
                    return new DataError(
                        $"{path}({i + 1}): '{cell}' is not a finite number; correct it or drop the line"
                    );
                }

                points.Add(number);
            }
        }

        return points.Count > 0
            ? points
            : new DataError($"{path} has no points; write one on each line, such as 0.1 0.2 0.3");
    }

    private static bool IsHeader(string[] cells) =>
        cells.All(cell => char.IsLetter(cell[0]) && !cell.StartsWith("nan", StringComparison.OrdinalIgnoreCase));

    private static float[] Sized(List<float> points, int count, int dimensions)
    {
        var given = points.Count / dimensions;
        var cloud = new float[count * dimensions];
        for (var p = 0; p < count; p++)
        {
            var from = given >= count ? (int)((long)p * given / count) : p % given;
            for (var d = 0; d < dimensions; d++)
            {
                cloud[(p * dimensions) + d] = points[(from * dimensions) + d];
            }
        }

        Clouds.Normalize(cloud, dimensions);
        return cloud;
    }
}
