namespace Perceiver.Config;

/// <summary>
/// Collects the parameters of a model in their order, or, with <paramref name="once"/>, only the first of parts that are
/// alike: the sums count the others, in the time that one takes.
/// </summary>
internal sealed class SpecList(InitConfig linear, bool once = false)
{
    private static readonly InitConfig Zeros = new(InitKind.Zeros, 0);
    private readonly List<ParameterSpec> _specs = [];
    private decimal _times = 1;

    /// <summary>All ones: norms, and a learned scale.</summary>
    public static InitConfig Ones { get; } = new(InitKind.Ones, 0);

    /// <summary>Parameters, those that were not listed included.</summary>
    public decimal Tensors { get; private set; }

    /// <summary>The numbers in all of them.</summary>
    public decimal Numbers { get; private set; }

    // Sizes beyond int's are refused by a rule, but counted before it.
    public void Add(string name, InitConfig init, params long[] shape)
    {
        _specs.Add(new(name, shape.Select(size => (int)Math.Min(size, int.MaxValue)).ToEquatableArray(), init));
        Tensors += _times;
        Numbers += _times * shape.Aggregate(1m, (product, size) => product * size);
    }

    /// <summary>Parts that are alike but for their number.</summary>
    public void Repeat(int count, Action<int> add)
    {
        if (!once)
        {
            for (var i = 0; i < count; i++)
            {
                add(i);
            }
        }
        else if (count > 0)
        {
            var outer = _times;
            _times *= count;
            add(0);
            _times = outer;
        }
    }

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
