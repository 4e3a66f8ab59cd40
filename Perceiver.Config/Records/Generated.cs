namespace Perceiver.Config;

/// <summary>The classes of the data that is made rather than read, in label order.</summary>
public static class Generated
{
    /// <summary>The solids whose surfaces give points.</summary>
    public static EquatableArray<string> Solids { get; } =
    ["sphere", "cube", "cylinder", "cone", "torus", "tetrahedron", "octahedron", "capsule"];

    /// <summary>What a pixel of a scene may show.</summary>
    public static EquatableArray<string> SceneClasses { get; } = ["background", "disc", "square", "triangle", "ring"];

    /// <summary>The kinds of shapes that bounce through clips.</summary>
    public static EquatableArray<string> ClipClasses { get; } = ["disc", "square", "triangle", "ring"];
}
