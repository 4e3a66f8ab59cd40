namespace Perceiver.Data;

/// <summary>A rotation in space, as a unit quaternion.</summary>
internal readonly record struct Turn(double W, double X, double Y, double Z)
{
    /// <summary>Any rotation, each as likely as any other (Shoemake 1992).</summary>
    public static Turn Draw(ref RandomStream stream)
    {
        var (first, second, third) = (stream.Uniform(), 2 * Math.PI * stream.Uniform(), 2 * Math.PI * stream.Uniform());
        var (inner, outer) = (Math.Sqrt(1 - first), Math.Sqrt(first));
        return new(
            outer * Math.Cos(third),
            inner * Math.Sin(second),
            inner * Math.Cos(second),
            outer * Math.Sin(third)
        );
    }

    /// <summary>A point, turned.</summary>
    public (double X, double Y, double Z) Apply(double x, double y, double z)
    {
        // v + 2 q x (q x v + w v)
        var (a, b, c) = ((Y * z) - (Z * y) + (W * x), (Z * x) - (X * z) + (W * y), (X * y) - (Y * x) + (W * z));
        return (x + (2 * ((Y * c) - (Z * b))), y + (2 * ((Z * a) - (X * c))), z + (2 * ((X * b) - (Y * a))));
    }
}
