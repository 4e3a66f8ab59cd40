namespace Perceiver.Data;

/// <summary>
/// Where each pixel of a new image is looked up in the old: <c>old row = RowByRow · row + RowByColumn · column + RowShift</c>,
/// and the column alike. Rows and columns are counted from the middle of the image.
/// </summary>
internal readonly record struct PixelMap(
    double RowByRow,
    double RowByColumn,
    double RowShift,
    double ColumnByRow,
    double ColumnByColumn,
    double ColumnShift
)
{
    /// <summary>Turns the image counter-clockwise, as seen, by an angle in degrees.</summary>
    public static PixelMap Rotation(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(cos, sin, 0, -sin, cos, 0);
    }

    /// <summary>Shifts each row to the left by a share of its distance below the middle.</summary>
    public static PixelMap ShearColumns(double share) => new(1, 0, 0, share, 1, 0);

    /// <summary>Shifts each column up by a share of its distance right of the middle.</summary>
    public static PixelMap ShearRows(double share) => new(1, share, 0, 0, 1, 0);

    /// <summary>Shifts the image up and to the left by so many pixels.</summary>
    public static PixelMap Translation(double down, double right) => new(1, 0, down, 0, 1, right);
}
