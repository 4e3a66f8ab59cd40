namespace Perceiver.Model;

/// <summary>The engine that was chosen at build time.</summary>
public static class Engine
{
    /// <summary>The one engine of this process.</summary>
    public static IEngine Current { get; } = new BuiltInEngine();
}
