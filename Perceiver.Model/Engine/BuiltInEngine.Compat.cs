using Perceiver.Libtorch;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>The engine of this repository: <c>compat/TorchSharp</c> over the system's libtorch.</summary>
internal sealed class BuiltInEngine : LibtorchEngine
{
    public override string Name => "compat";

    public override unsafe string LibtorchVersion => NativeMethods.Text(NativeMethods.px_version());

    protected override string LoadMend => "apt-get install libtorch-dev g++, then build again";

    protected override string? Compiler { get; } = FindCompiler();

    public override Tensor Gelu(Tensor x) => nn.functional.gelu(x);

    public override bool FusesAttention => true;

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

    protected override void SetOneCaller(bool value) => NativeMethods.px_set_one_caller(value ? 1 : 0);

    protected override IEnumerable<EngineProblem> BuildProblems()
    {
        if (Compiler is null)
        {
            yield return new EngineProblem(
                "There is no C++ compiler; the engine that was built works, but cannot be built again.",
                "apt-get install g++",
                Fatal: false
            );
        }
    }

    private static string? FindCompiler()
    {
        var name = Environment.GetEnvironmentVariable("CXX") ?? "g++";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Prepend("").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
