namespace Perceiver.Data;

/// <summary>Something textured that moves.</summary>
/// <param name="Outline">Where it is in the first frame; null is everywhere.</param>
/// <param name="Texture">What it looks like; it moves along.</param>
/// <param name="Right">Pixels by which it moves to the right.</param>
/// <param name="Down">Pixels by which it moves down.</param>
internal sealed record MovingLayer(SceneShape? Outline, MovingTexture Texture, double Right, double Down)
{
    /// <summary>Whether it covers a point of a frame.</summary>
    public bool Covers(int frame, double x, double y) =>
        Outline is not { } outline || outline.Covers(x - (frame * Right), y - (frame * Down));

    /// <summary>Its value at a point of a frame, in 0..1.</summary>
    public double At(int frame, double x, double y, int channel) =>
        Texture.At(x - (frame * Right), y - (frame * Down), channel);
}
