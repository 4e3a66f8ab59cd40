using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>A product of two square float32 matrices of random numbers: what the machine can do at most.</summary>
public sealed class ProductProbe : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _left;
    private readonly Tensor _right;

    /// <param name="side">Rows and columns of each.</param>
    public ProductProbe(int side)
    {
        Flops = 2.0 * side * side * side;
        using var generator = RngKey.FromSeed(0).NewGenerator();
        (_left, _right) = (randn([side, side], generator: generator), randn([side, side], generator: generator));
    }

    /// <summary>Operations of one product.</summary>
    public double Flops { get; }

    /// <summary>Multiplies once.</summary>
    public void Run() => _left.mm(_right).Dispose();

    /// <inheritdoc/>
    public void Dispose() => _scope.Dispose();
}
