using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>TorchSharp's own package, with whichever libtorch it brings or finds.</summary>
internal sealed class BuiltInEngine : LibtorchEngine
{
    private readonly Lazy<bool> geluIsSound = new(ProbeGelu);

    public override string Name => $"TorchSharp {Version}";

    // TorchSharp does not ask libtorch for its version; the file's name carries it on most systems.
    public override string LibtorchVersion
    {
        get
        {
            var file = Path.GetFileName(LoadedLibraries.Find("libtorch_cpu")) ?? "";
            var place = file.IndexOf(".so.", StringComparison.Ordinal);
            return place < 0 ? $"that of TorchSharp {Version}" : file[(place + 4)..];
        }
    }

    protected override string? Compiler => null;

    protected override string LoadMend => "build with -p:TorchSharpPackage=TorchSharp-cpu, which brings libtorch along";

    private static string Version =>
        typeof(TorchSharp.torch)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    public override Tensor Gelu(Tensor x)
    {
        if (geluIsSound.Value)
            return nn.functional.gelu(x);
        using var scope = NewDisposeScope();
        var share = erf(x.mul(Math.Sqrt(0.5))).add(1).mul(0.5);
        return x.mul(share).MoveToOuterDisposeScope();
    }

    public override bool FusesAttention => false;

    // TorchSharp's versions differ in it, and none has a scale.
    public override bool HasScaledDotProduct => false;

    public override Tensor ScaledDotProduct(Tensor queries, Tensor keys, Tensor values, AttentionWeighing options) =>
        throw new NotSupportedException("scaled_dot_product_attention is not in this build.");

    protected override string Origin => "TorchSharp's package";

    protected override string? CudaVersion => null;

    public override IListOperators? Lists => null;

    protected override string? LoadCuda() =>
        TryInitializeDeviceType(DeviceType.CUDA)
            ? null
            : "libtorch's CUDA part: TorchSharp's package finds none (build with -p:TorchSharpPackage=TorchSharp-cuda-linux)";

    // TorchSharp's setting has another name in each version: its packages keep libtorch's default.
    protected override void SetTf32(bool allowed) { }

    public override Tensor Attention(
        Tensor queries,
        Tensor keys,
        Tensor values,
        Tensor? mask,
        AttentionWeighing options
    ) => throw new NotSupportedException("The fused attention is not in this build: TorchSharp does not offer it.");

    public override bool FusesLayers => false;

    public override Tensor Norm(Tensor x, NormParameters p, double epsilon) => throw NoLayers();

    public override (Tensor Sum, Tensor Normed) SumAndNorm(
        Tensor left,
        Tensor right,
        NormParameters p,
        double epsilon
    ) => throw NoLayers();

    public override Tensor BiasGelu(Tensor x, Tensor? bias) => throw NoLayers();

    public override bool FusesUpdates => false;

    public override void Update(
        FusedUpdateRule rule,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        LeafLists after
    ) => throw new NotSupportedException("The fused update is not in this build: TorchSharp does not offer it.");

    public override bool Recomputes => false;

    public override Tensor Recompute(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> arguments) =>
        throw new NotSupportedException("Gradient checkpointing is not in this build: TorchSharp does not offer it.");

    private static NotSupportedException NoLayers() =>
        new("Fused layers are not in this build: TorchSharp does not offer them.");

    // There is no such update.
    protected override void SetUpdateThreads(int count) { }

    // The C library's settings have to do (ProcessMemory).
    protected override void KeepBlocks() { }

    // TorchSharp has no operator that would take the BLAS for itself.
    protected override void SetOneCaller(bool value) { }

    protected override IEnumerable<EngineProblem> BuildProblems() => [];

    // libtorch 1.13's float32 derivative misreads incoming gradients that are not contiguous; later ones are right.
    private static bool ProbeGelu()
    {
        using var scope = NewDisposeScope();
        using var graph = enable_grad();
        var x = linspace(-2, 2, 96, float32).reshape(4, 24).requires_grad_();
        var seed = linspace(1, 3, 96, float32).reshape(24, 4);
        var strided = autograd.grad([nn.functional.gelu(x).transpose(0, 1)], [x], [seed])[0];
        var dense = autograd.grad([nn.functional.gelu(x)], [x], [seed.transpose(0, 1).contiguous()])[0];
        return strided.sub(dense).abs().max().item<float>() < 1e-3f;
    }
}
