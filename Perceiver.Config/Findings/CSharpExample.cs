namespace Perceiver.Config;

/// <summary>
/// A diagnostic of the generators about C#, with an example: its page is made of it. The generators own the diagnostic
/// itself; tests hold both together.
/// </summary>
/// <param name="Id">PCV9xx.</param>
/// <param name="Title">The diagnostic in a few words.</param>
/// <param name="Why">Why it is there.</param>
/// <param name="Wrong">What brings it up: C#, or names of files.</param>
/// <param name="Right">What does not.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record CSharpExample(string Id, string Title, string Why, string Wrong, string Right, string Remedy)
{
    /// <summary>Every example, by id.</summary>
    public static IReadOnlyList<CSharpExample> All { get; } =
    [
        new(
            "PCV901",
            "A parameter tree must be partial",
            "The generator writes the other part of the record: the names, the leaves and how to rebuild it.",
            "[ParameterTree]\npublic sealed record Linear(Tensor Weight, Tensor Bias);",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight, Tensor Bias);",
            "Declare the record partial."
        ),
        new(
            "PCV902",
            "A parameter tree must be a record class that is not abstract",
            "A tree is a value: rebuilding it with other tensors takes a 'with' expression, which only records have.",
            "[ParameterTree]\npublic sealed partial class Linear\n{\n    public Tensor Weight { get; init; }\n}",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight);",
            "Make it a sealed partial record."
        ),
        new(
            "PCV903",
            "A parameter tree must stand in a namespace",
            "The generated part is a file of its own and would have to repeat every type around the record.",
            "public static partial class Layers\n{\n    [ParameterTree]\n"
                + "    public sealed partial record Linear(Tensor Weight);\n}",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight);",
            "Move the record out of the type that it is declared in."
        ),
        new(
            "PCV904",
            "A parameter tree holds tensors and trees only",
            "Gradients and the optimiser's moments have the tree's own type; a number in it would have no meaning there.",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight, int Heads);",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight);",
            "Keep settings in the config, and only tensors, trees and EquatableArrays of trees in the tree."
        ),
        new(
            "PCV905",
            "A parameter tree has at least one member",
            "A tree without leaves has nothing to learn and is most likely not finished.",
            "[ParameterTree]\npublic sealed partial record Nothing;",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight);",
            "Give it a tensor or a tree, or remove the attribute."
        ),
        new(
            "PCV906",
            "A parameter tree derives from nothing",
            "Only the record's own members are leaves; what it inherits would be lost when it is rebuilt.",
            "public abstract record Layer;\n\n[ParameterTree]\npublic sealed partial record Linear(Tensor Weight) : Layer;",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight);",
            "Give the record a property of the other type instead of deriving from it."
        ),
        new(
            "PCV907",
            "A parameter tree's tensors can be set",
            "Rebuilding a tree sets each of its tensors; one that cannot be set would keep the old values.",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight)\n{\n    public Tensor Twice { get; } = Weight;\n}",
            "[ParameterTree]\npublic sealed partial record Linear(Tensor Weight)\n{\n    public Tensor Twice => Weight * 2;\n}",
            "Make it a property with init, or compute it."
        ),
        new(
            "PCV908",
            "Two members of a parameter tree have two paths",
            "A leaf's path, in snake_case, is its name in checkpoints; two leaves of one name would overwrite each other.",
            "[ParameterTree]\npublic sealed partial record Norm(Tensor Scale, Tensor scale);",
            "[ParameterTree]\npublic sealed partial record Norm(Tensor Scale, Tensor Shift);",
            "Rename one of them."
        ),
        new(
            "PCV911",
            "Config name is taken",
            "The file's name becomes the type's name, and two types cannot share one. 'Models' is the registry of all models.",
            "configs/my-model.yaml\nconfigs/my_model.yaml",
            "configs/my-model.yaml\nconfigs/my-other-model.yaml",
            "Rename one of the files; the path that comes first in the alphabet keeps the name."
        ),
    ];
}
