using Perceiver.Config;

namespace Perceiver.Generators.Configs;

/// <summary>
/// The functions of one config's type, bound to its config and typed by its input and task. There is one implementation,
/// in Perceiver.Model; these only choose it.
/// </summary>
internal static class FunctionsEmitter
{
    private const string Model = "global::Perceiver.Model.";
    private const string Weights = Model + "PerceiverParameters";
    private const string Tree = Model + "IParameterTree<Parameters>";
    private const string State = Model + "TrainState<Parameters>";
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string Kept = $", {Model}ModelStatistics? statistics = null";
    private const string Device = "global::TorchSharp.torch.Device?";

    public static void Emit(Code code, ConfigModel model)
    {
        if (model.Config is { } config)
        {
            EmitTyped(code, model.Name, Signature.Of(config));
        }
        else
        {
            EmitParameters(code, model.Name);
            EmitStubs(code, model.Name);
        }
    }

    /// <summary>The functions of a model with these inputs and outputs.</summary>
    public static void EmitTyped(Code code, string name, Signature signature)
    {
        EmitParameters(code, name);
        if (signature.Parts.Count > 0)
        {
            EmitInputs(code, signature.Parts);
        }

        EmitFunctions(code, name, signature);
    }

    // A type of each model's own: another model's weights, gradients or moments do not compile.
    private static void EmitParameters(Code code, string name)
    {
        code.Line();
        code.Doc($"The weights of {name}, and of no other model; gradients and optimiser moments have this type too.");
        code.Line("/// <param name=\"Weights\">The same weights as those of any model.</param>");
        code.Line($"public sealed record Parameters({Weights} Weights) : {Tree}");
        code.Open();
        code.Line(
            $"static void {Tree}.AddNames(Parameters tree, string prefix, global::System.Collections.Generic.IList<string> names) =>"
        );
        code.Line($"    {Weights}.AddNames(tree.Weights, prefix, names);");
        code.Line();
        code.Line(
            $"static void {Tree}.AddLeaves(Parameters tree, global::System.Collections.Generic.IList<{Tensor}> leaves) =>"
        );
        code.Line($"    {Weights}.AddLeaves(tree.Weights, leaves);");
        code.Line();
        code.Line(
            $"static Parameters {Tree}.Rebuild(Parameters structure, global::System.ReadOnlySpan<{Tensor}> leaves, ref int next) =>"
        );
        code.Line($"    new({Weights}.Rebuild(structure.Weights, leaves, ref next));");
        code.Close();
    }

    // Several inputs have names and types of their own, instead of places in a list.
    private static void EmitInputs(Code code, EquatableArray<TypedValue> parts)
    {
        code.Line();
        code.Doc("What the model looks at: one batch for each modality, all of the same examples.");
        foreach (var part in parts)
        {
            code.Line($"/// <param name=\"{part.Name}\">{Code.Escape(part.Shape)}</param>");
        }

        var members = string.Join(", ", parts.Select(part => $"{Model}{part.Type} {part.Name}"));
        code.Line($"public sealed record Inputs({members})");
        code.Open();
        code.Doc("The same as any model of several inputs takes it.");
        code.Line($"public {Model}ModalityBatch ToBatch() =>");
        code.Line(
            $"    new(global::Perceiver.Config.EquatableArray.ToEquatableArray(new {Model}InputBatch[] {{ {string.Join(", ", parts.Select(part => part.Name))} }}));"
        );
        code.Close();
    }

    private static void EmitFunctions(Code code, string name, Signature signature)
    {
        var (input, output) = (signature.Input, signature.Output);
        var (type, argument, value) =
            signature.Parts.Count > 0
                ? ("Inputs", "inputs", "inputs.ToBatch()")
                : (Model + input.Type, input.Name, input.Name);
        Member(
            code,
            "The first weights, float32; null means the CPU.",
            $"public static Parameters Init({Model}RngKey key, {Device} device = null)",
            $"new({Model}PerceiverModel.Init(Config, key, global::TorchSharp.torch.ScalarType.Float32, device))"
        );
        Member(
            code,
            $"From {input.Name}, {input.Shape}, to {output.Name}, {output.Shape}; a null key means evaluation: no dropout.",
            $"public static {Model}{output.Type} Forward(Parameters parameters, {type} {argument}, {Model}RngKey? dropout = null{(signature.Keeps ? Kept : "")})",
            $"({Model}{output.Type}){Model}PerceiverModel.Run(Config, parameters.Weights, {value}, dropout{(signature.Keeps ? ", statistics" : "")})"
        );
        Member(
            code,
            "The same in evaluation, and where the model looked: the probabilities of the attentions that are wanted; null means all.",
            $"public static {Model}Attended<{Model}{output.Type}> Attend(Parameters parameters, {type} {argument}, global::System.Func<{Model}AttentionPlace, bool>? wanted = null{(signature.Keeps ? Kept : "")})",
            $"{Model}PerceiverModel.Attend<{Model}{output.Type}>(Config, parameters.Weights, {value}, wanted{(signature.Keeps ? ", statistics" : "")})"
        );
        if (signature.Keeps)
        {
            Member(
                code,
                "What the batch norms of a model keep that has seen nothing; evaluation needs what its training kept.",
                $"public static {Model}ModelStatistics InitStatistics({Device} device = null)",
                $"{Model}PerceiverModel.InitStatistics(Config, global::TorchSharp.torch.ScalarType.Float32, device)"
            );
        }

        Member(
            code,
            "One training step: state and batch to the next state and what is measured. A null part means that the batch is the whole update.",
            $"public static ({State} State, {Model}StepMetrics Metrics) Step({State} state, {signature.Batch} batch, long totalSteps, {Model}UpdatePart? part = null)",
            $"{Model}TrainStep.Step(Config, state, batch, totalSteps, static parameters => parameters.Weights, part)"
        );

        code.Line();
        code.Doc("All of this as one value, for code that does not know which model it has.");
        code.Line($"public static {Model}ModelBuilder Builder {{ get; }} = new {Model}ModelBuilder(");
        code.Line($"    {Code.Text(name)}, Hash, Config, ParameterCount, ForwardFlops,");
        code.Line("    static (key, device) => Init(key, device).Weights,");
        code.Line(
            $"    static (parameters, inputs, dropout, statistics) => {Model}PerceiverModel.Run(Config, parameters, inputs, dropout, statistics));"
        );
    }

    // Which input and which task the config means is not known: whatever a user's code does with them compiles.
    private static void EmitStubs(Code code, string name)
    {
        var body = BuilderEmitter.Throw(name);
        code.Line();
        code.Doc(BuilderEmitter.Broken(name));
        code.Line("public sealed record Inputs(params object?[] Parts);");
        Member(
            code,
            BuilderEmitter.Broken(name),
            $"public static Parameters Init({Model}RngKey key, {Device} device = null)",
            body
        );
        Member(
            code,
            BuilderEmitter.Broken(name),
            $"public static dynamic Forward(Parameters parameters, dynamic inputs, {Model}RngKey? dropout = null{Kept})",
            body
        );
        Member(
            code,
            BuilderEmitter.Broken(name),
            $"public static dynamic Attend(Parameters parameters, dynamic inputs, global::System.Func<{Model}AttentionPlace, bool>? wanted = null{Kept})",
            body
        );
        Member(
            code,
            BuilderEmitter.Broken(name),
            $"public static ({State} State, {Model}StepMetrics Metrics) Step({State} state, dynamic batch, long totalSteps, {Model}UpdatePart? part = null)",
            body
        );
        Member(code, BuilderEmitter.Broken(name), $"public static {Model}ModelBuilder Builder", body);
    }

    private static void Member(Code code, string doc, string signature, string body)
    {
        code.Line();
        code.Doc(doc);
        code.Line($"{signature} =>");
        code.Line($"    {body};");
    }
}
