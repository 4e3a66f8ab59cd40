namespace Perceiver.Config;

/// <summary>Finds classes that are the sides of something, which a mirror image exchanges.</summary>
public static class Sides
{
    /// <summary>The first class named for the left and the first for the right, as in L and R, or left-knee; or null.</summary>
    public static (string Left, string Right)? Of(IEnumerable<string> classes)
    {
        var names = classes.ToArray();
        var left = Array.Find(names, name => HasWord(name, "left", "l"));
        var right = Array.Find(names, name => HasWord(name, "right", "r"));
        return left is not null && right is not null ? (left, right) : null;
    }

    private static bool HasWord(string name, string word, string letter)
    {
        var letters = name.ToLowerInvariant().Select(c => char.IsLetter(c) ? c : ' ').ToArray();
        return new string(letters).Split(' ').Any(part => part == word || part == letter);
    }
}
