using Perceiver.Libtorch;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The engine of this repository: <c>compat/TorchSharp</c> over the system's libtorch.</summary>
internal sealed unsafe class BuiltInEngine : LibtorchEngine
{
    public override string Name => "compat";

    public override string LibtorchVersion => Text(NativeMethods.px_version());

    protected override string LoadMend =>
        "apt-get install libtorch-dev g++, or set LIBTORCH to a libtorch's or a Python torch's folder; then build again";

    protected override string Origin => Text(NativeMethods.px_origin());

    protected override string? CudaVersion =>
        NativeMethods.px_cuda_version() is > 0 and var number ? CudaDriver.Version(number) : null;

    // All versions that the shim builds against have them.
    public override IListOperators? Lists { get; } = new ListOperators();

    protected override string? Compiler { get; } = FindCompiler();

    public override Tensor Gelu(Tensor x) => nn.functional.gelu(x);

    public override bool FusesAttention => true;

    // 2.0 has it without a scale.
    public override bool HasScaledDotProduct =>
        Version.TryParse(LibtorchVersion, out var version)
        && version >= new Version(2, 1)
        && FusedOps.Has("aten::scaled_dot_product_attention\0"u8, "\0"u8);

    public override Tensor ScaledDotProduct(Tensor queries, Tensor keys, Tensor values, AttentionWeighing options) =>
        HasScaledDotProduct
            ? FusedOps.Attend(
                queries,
                keys,
                values,
                1 - options.Keep,
                options.Causal,
                options.Scale,
                options.DropoutKey.Bits()
            )
            : throw new NotSupportedException($"libtorch {LibtorchVersion} has no scaled_dot_product_attention.");

    public override Tensor Attention(
        Tensor queries,
        Tensor keys,
        Tensor values,
        Tensor? mask,
        AttentionWeighing options
    ) =>
        FusedOps.Attention(
            queries,
            keys,
            values,
            mask,
            options.Heads,
            options.Scale,
            options.Causal,
            options.Keep < 1,
            DropoutMask.KeptBelow(options.Keep),
            options.DropoutKey.Bits(),
            1 / options.Keep
        );

    public override bool FusesLayers => true;

    public override Tensor Norm(Tensor x, NormParameters p, double epsilon) =>
        FusedOps.Norm(x, p.Weight, p.Bias, epsilon);

    public override (Tensor Sum, Tensor Normed) SumAndNorm(
        Tensor left,
        Tensor right,
        NormParameters p,
        double epsilon
    ) => FusedOps.SumAndNorm(left, right, p.Weight, p.Bias, epsilon);

    public override Tensor BiasGelu(Tensor x, Tensor? bias) => FusedOps.BiasGelu(x, bias);

    public override bool FusesUpdates => true;

    public override void Update(
        FusedUpdateRule rule,
        LeafLists before,
        IReadOnlyList<Tensor> gradients,
        LeafLists after
    )
    {
        var isLamb = !rule.Adapts.IsEmpty;
        FusedOps.Update(
            [
                .. gradients.SelectMany(
                    (gradient, i) =>
                        (Tensor[])
                            [
                                gradient,
                                before.Parameters[i],
                                before.FirstMoments[i],
                                before.SecondMoments[i],
                                after.Parameters[i],
                                after.FirstMoments[i],
                                after.SecondMoments[i],
                            ]
                ),
            ],
            [.. rule.Decays.Select((decays, i) => (byte)((decays ? 1 : 0) + (isLamb && rule.Adapts[i] ? 2 : 0)))],
            new UpdateRule
            {
                Lamb = isLamb ? 1 : 0,
                Rate = rule.LearningRate,
                Beta1 = rule.Beta1,
                Beta2 = rule.Beta2,
                Epsilon = rule.Epsilon,
                Decay = rule.WeightDecay,
                Correction1 = 1 - Math.Pow(rule.Beta1, rule.Step),
                Correction2 = 1 - Math.Pow(rule.Beta2, rule.Step),
            }
        );
    }

    public override bool Recomputes => true;

    public override Tensor Recompute(Func<IReadOnlyList<Tensor>, Tensor> function, IReadOnlyList<Tensor> arguments) =>
        Recomputation.Apply(function, arguments);

    protected override void SetUpdateThreads(int count) => NativeMethods.px_set_update_threads(count);

    protected override void KeepBlocks() => NativeMethods.px_keep_blocks();

    protected override void SetOneCaller(bool value) => NativeMethods.px_set_one_caller(value ? 1 : 0);

    protected override void SetTf32(bool allowed) => NativeMethods.px_set_tf32(allowed ? 1 : 0);

    protected override string? LoadCuda()
    {
        var loaded = NativeMethods.px_load_cuda() >= 0;
        return EngineProblems.CudaPart(
            loaded ? null : Text(NativeMethods.px_error()),
            hasDriver: loaded && NativeMethods.px_has_cuda() != 0
        );
    }

    protected override IEnumerable<EngineProblem> BuildProblems() =>
        Compiler is null ? [EngineProblems.NoCompiler] : [];

    private static string Text(byte* text) => NativeMethods.Text(text);

    private static string? FindCompiler()
    {
        var name = Environment.GetEnvironmentVariable("CXX") ?? "g++";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Prepend("").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
