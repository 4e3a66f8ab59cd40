using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>Which members of TorchSharp the product's assemblies call, read from their metadata.</summary>
internal static class ProductCalls
{
    // Not arithmetic on elements: creation, facts, transport, lifetime, modes. Those have tests of their own.
    private static readonly HashSet<string> Apart =
    [
        "zeros",
        "ones",
        "empty",
        "full",
        "arange",
        "linspace",
        "eye",
        "tensor",
        "zeros_like",
        "ones_like",
        "empty_like",
        "full_like",
        "randn",
        "rand",
        "randperm",
        "randint",
        "normal_",
        "uniform_",
        "bernoulli_",
        "random_",
        "size",
        "stride",
        "dim",
        "numel",
        "element_size",
        "is_contiguous",
        "data",
        "item",
        "ToArray",
        "CopyTo",
        "CopyFrom",
        "to",
        "to_type",
        "type",
        "cpu",
        "cuda",
        "detach",
        "alias",
        "requires_grad_",
        "grad",
        "Dispose",
        "DetachFromDisposeScope",
        "MoveToOuterDisposeScope",
        "InitializeDeviceType",
        "NewDisposeScope",
        "ToSingle",
        "ToDouble",
        "ToInt64",
        "ToInt32",
        "ToBoolean",
        "device",
        "no_grad",
        "enable_grad",
        "set_grad_enabled",
        "inference_mode",
        "is_grad_enabled",
        "set_num_threads",
        "get_num_threads",
        "manual_seed",
        "is_available",
        "device_count",
        "Slice",
        "Single",
        "Bool",
        "Tensor",
        "op_Implicit",
        "op_Explicit",
        "ToString",
        "Equals",
        "GetHashCode",
    ];

    private static readonly Dictionary<string, string> OperatorNames = new()
    {
        ["op_Addition"] = "add",
        ["op_Subtraction"] = "sub",
        ["op_Multiply"] = "mul",
        ["op_Division"] = "div",
        ["op_UnaryNegation"] = "neg",
        ["op_LessThan"] = "lt",
        ["op_GreaterThan"] = "gt",
        ["op_Equality"] = "eq",
        // The product asks the engine for it (IEngine.Gelu), and only the engine asks TorchSharp.
        ["gelu"] = "Gelu",
        ["index"] = "indexer",
        ["get_TensorItems"] = "indexer",
    };

    /// <summary>Names of the operators called by the model and by the preparation of data.</summary>
    public static SortedSet<string> Operators()
    {
        string[] assemblies = ["Perceiver.Model.dll", "Perceiver.Data.dll"];
        var called = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in assemblies)
            called.UnionWith(Called(Path.Combine(AppContext.BaseDirectory, file)));
        return called;
    }

    private static IEnumerable<string> Called(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new List<string>();
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.GetKind() != MemberReferenceKind.Method || !BelongsToOperators(reader, member.Parent))
                continue;
            var name = reader.GetString(member.Name);
            name = OperatorNames.GetValueOrDefault(name, name);
            var isAccessor =
                name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal);
            if (!isAccessor && name != ".ctor" && !Apart.Contains(name))
                names.Add(name);
        }
        return names;
    }

    private static bool BelongsToOperators(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind != HandleKind.TypeReference)
            return false;
        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return reader.GetString(type.Name) is "torch" or "Tensor" or "functional" or "special";
    }
}
