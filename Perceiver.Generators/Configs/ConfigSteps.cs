namespace Perceiver.Generators.Configs;

/// <summary>Names of the pipeline's steps, for tests of its caching.</summary>
public static class ConfigSteps
{
    /// <summary>The marked files and their text.</summary>
    public const string Files = "ConfigFiles";

    /// <summary>Each file with those that it extends.</summary>
    public const string Inputs = "ConfigInputs";

    /// <summary>The files compiled, with places.</summary>
    public const string Compiled = "CompiledConfigs";

    /// <summary>Files whose type names clash.</summary>
    public const string Clashes = "ConfigNameClashes";

    /// <summary>What the consuming project references.</summary>
    public const string Target = "EmitTarget";

    /// <summary>The models that source is made of, without places.</summary>
    public const string Models = "ConfigModels";

    /// <summary>What is wrong, with places.</summary>
    public const string Problems = "ConfigProblems";
}
