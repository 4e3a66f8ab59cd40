namespace Perceiver.Config;

/// <summary>Collects the parameters of a model in their order.</summary>
internal sealed class SpecList(InitConfig linear)
{
    private static readonly InitConfig Zeros = new(InitKind.Zeros, 0);
    private readonly List<ParameterSpec> _specs = [];

    /// <summary>All ones: norms, and a learned scale.</summary>
    public static InitConfig Ones { get; } = new(InitKind.Ones, 0);

    // Sizes beyond int's are refused by a rule, but counted before it.
    public void Add(string name, InitConfig init, params long[] shape) =>
        _specs.Add(new(name, shape.Select(size => (int)Math.Min(size, int.MaxValue)).ToEquatableArray(), init));

    public void Weight(string path, InitConfig? init, params long[] shape) =>
        Add($"{path}.weight", init ?? linear, shape);

    public void Bias(string path, long width) => Add($"{path}.bias", Zeros, width);

    public void Linear(string path, long outputs, long inputs, InitConfig? init = null, bool bias = true)
    {
        Weight(path, init, outputs, inputs);
        if (bias)
        {
            Bias(path, outputs);
        }
    }

    public void Norm(string path, long width)
    {
        Add($"{path}.weight", Ones, width);
        Bias(path, width);
    }

    /// <summary>Mean 0 and variance 1.</summary>
    public void Statistics(string path, long width)
    {
        Add($"{path}.mean", Zeros, width);
        Add($"{path}.variance", Ones, width);
    }

    public EquatableArray<ParameterSpec> ToArray() => _specs.ToEquatableArray();
}
