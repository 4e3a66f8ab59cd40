using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

/// <summary>A test that needs the real Fashion-MNIST, as Debian's package dataset-fashion-mnist installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithFashionMnistAttribute : FactAttribute
{
    public FactWithFashionMnistAttribute()
    {
        if (!DataHome.SystemFolders.Any(root => Directory.Exists(Path.Combine(root, "fashion-mnist"))))
        {
            Skip = "needs Debian's package dataset-fashion-mnist";
        }
    }
}
