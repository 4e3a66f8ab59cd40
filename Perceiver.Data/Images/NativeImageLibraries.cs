using System.Reflection;
using System.Runtime.InteropServices;

namespace Perceiver.Data;

/// <summary>Finds libpng and libturbojpeg under the names that each platform gives them.</summary>
internal static class NativeImageLibraries
{
    public const string Png = "libpng16.so.16";
    public const string TurboJpeg = "libturbojpeg.so.0";

    private static readonly Dictionary<string, string[]> OtherNames = new()
    {
        [Png] = ["libpng16.16.dylib", "libpng16.dylib", "libpng16-16.dll", "libpng16.dll", "png16"],
        [TurboJpeg] = ["libturbojpeg.0.dylib", "libturbojpeg.dylib", "libturbojpeg.dll", "turbojpeg"],
    };

    static NativeImageLibraries() => NativeLibrary.SetDllImportResolver(typeof(NativeImageLibraries).Assembly, Resolve);

    /// <summary>Makes sure that the names above are resolved; called before the first use of a library.</summary>
    public static void Ensure() { }

    /// <summary>What to do where a library is not there.</summary>
    public static DataError Missing(string library) =>
        library == Png
            ? new("PNG images need libpng 1.6, which is not installed; on Debian: sudo apt-get install libpng16-16")
            : new(
                "JPEG images need libturbojpeg, which is not installed; on Debian: sudo apt-get install libturbojpeg0"
            );

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (!OtherNames.TryGetValue(name, out var others))
        {
            return IntPtr.Zero;
        }

        foreach (var candidate in others.Prepend(name))
        {
            if (NativeLibrary.TryLoad(candidate, assembly, search, out var handle))
            {
                return handle;
            }
        }

        return IntPtr.Zero;
    }
}
