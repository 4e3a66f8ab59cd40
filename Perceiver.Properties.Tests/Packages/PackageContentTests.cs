using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace Perceiver.Properties.Tests.Packages;

/// <summary>What lies in the packages.</summary>
[Collection(PackagesCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackedSolution packed)
{
    private const string Engine = "Perceiver.Engine.Libtorch";
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static bool OnCompat => Dotnet.BuiltWith("TorchBackend") == "compat";

    [Fact]
    public void They_are_these_and_each_says_what_it_is()
    {
        string[] engine = OnCompat ? [Engine] : [];
        Assert.Equal(
            ["Perceiver.Config", .. engine, "Perceiver.Generators", "Perceiver.Model"],
            packed.Files(".nupkg").Keys.Order(StringComparer.Ordinal)
        );
        foreach (var (id, file) in packed.Files(".nupkg"))
        {
            using var package = ZipFile.OpenRead(file);
            var nuspec = Metadata(package, id);
            Assert.Equal("MIT", nuspec["license"]);
            Assert.Equal("README.md", nuspec["readme"]);
            Assert.NotEmpty(nuspec["description"]);
            using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
            Assert.StartsWith($"# {id}\n", readme.ReadToEnd(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_generator_brings_what_it_needs_beside_it_and_depends_on_nothing()
    {
        using var package = ZipFile.OpenRead(packed.Files(".nupkg")["Perceiver.Generators"]);
        Assert.Equal(
            ["Perceiver.Config.dll", "Perceiver.Generators.dll", "YamlDotNet.dll"],
            package
                .Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal))
                .Select(Analyzer)
                .Order()
        );
        Assert.Equal("", Metadata(package, "Perceiver.Generators").GetValueOrDefault("dependencies", ""));
        Assert.NotNull(package.GetEntry("build/Perceiver.Generators.props"));
        Assert.NotNull(package.GetEntry("build/Perceiver.Generators.targets"));
    }

    [Fact]
    public void The_engine_comes_in_a_package_that_is_not_TorchSharps()
    {
        using var model = ZipFile.OpenRead(packed.Files(".nupkg")["Perceiver.Model"]);
        var dependencies = Nuspec(model, "Perceiver.Model")
            .Descendants()
            .Where(node => node.Name.LocalName == "dependency")
            .Select(node => node.Attribute("id")!.Value);
        Assert.Contains(
            dependencies,
            id => OnCompat ? id == Engine : id.StartsWith("TorchSharp", StringComparison.Ordinal)
        );
        if (OnCompat)
        {
            using var engine = ZipFile.OpenRead(packed.Files(".nupkg")[Engine]);
            Assert.Contains(engine.Entries, entry => entry.FullName.StartsWith("runtimes/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_library_has_its_documentation_and_its_symbols_lead_to_every_source()
    {
        foreach (var (id, file) in packed.Files(".nupkg").Where(one => one.Key != "Perceiver.Generators"))
        {
            using var package = ZipFile.OpenRead(file);
            using var symbols = ZipFile.OpenRead(packed.Files(".snupkg")[id]);
            var libraries = package
                .Entries.Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal))
                .ToArray();
            Assert.NotEmpty(libraries);
            foreach (var library in libraries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
            {
                Assert.Contains(libraries, entry => entry.FullName == Path.ChangeExtension(library.FullName, ".xml"));
                var pdb = symbols.GetEntry(Path.ChangeExtension(library.FullName, ".pdb"))!;
                using var provider = MetadataReaderProvider.FromPortablePdbStream(Copy(pdb));
                AssertSources(provider.GetMetadataReader(), pdb.FullName);
            }
        }
    }

    [Fact]
    public void The_generators_symbols_are_inside_it()
    {
        using var package = ZipFile.OpenRead(packed.Files(".nupkg")["Perceiver.Generators"]);
        using var image = new PEReader(Copy(package.GetEntry("analyzers/dotnet/cs/Perceiver.Generators.dll")!));
        var entry = image.ReadDebugDirectory().Single(one => one.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        AssertSources(provider.GetMetadataReader(), "Perceiver.Generators");
    }

    /// <summary>Each file either lies in the symbols or can be fetched from where the repository is served.</summary>
    private static void AssertSources(MetadataReader reader, string name)
    {
        var linked =
            Information(reader, EntityHandle.ModuleDefinition, SourceLink) is { } link
            && Encoding.UTF8.GetString(link).Contains("https://", StringComparison.Ordinal);
        Assert.NotEmpty(reader.Documents);
        foreach (var document in reader.Documents)
        {
            var path = reader.GetString(reader.GetDocument(document).Name);
            Assert.True(
                linked || Information(reader, document, EmbeddedSource) is { Length: > 0 },
                $"{name}: {path} is nowhere"
            );
        }
    }

    private static byte[]? Information(MetadataReader reader, EntityHandle parent, Guid kind) =>
        reader
            .GetCustomDebugInformation(parent)
            .Select(reader.GetCustomDebugInformation)
            .Where(one => reader.GetGuid(one.Kind) == kind)
            .Select(one => reader.GetBlobBytes(one.Value))
            .FirstOrDefault();

    private static string Analyzer(ZipArchiveEntry entry) => entry.FullName["analyzers/dotnet/cs/".Length..];

    private static Dictionary<string, string> Metadata(ZipArchive package, string id) =>
        Nuspec(package, id).Elements().ToDictionary(node => node.Name.LocalName, node => node.Value);

    private static XElement Nuspec(ZipArchive package, string id)
    {
        using var stream = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
