using System.Formats.Tar;
using System.Security.Cryptography;
using LanguageExt;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class DataInstallerTests : IDisposable
{
    private static readonly DataSetEntry Knee = DataCatalog.Find("knee-xray")!;
    private static readonly DataSetEntry Cifar = DataCatalog.Find("cifar100")!;
    private static readonly DataSetEntry Fashion = DataCatalog.Find("fashion-mnist")!;

    private readonly TemporaryFolder _folder = new();

    private string Home => _folder["home"];

    public void Dispose() => _folder.Dispose();

    private Task<Either<DataError, string>> Get(DataSetEntry entry, string? from) =>
        DataInstaller.Get(entry, from, Home, [], null, CancellationToken.None);

    private static byte[] KneeArchive(params (string Name, byte[] Content)[] more)
    {
        var files = new Dictionary<string, byte[]>
        {
            ["knee-xray-64/labels.csv"] =
                "file,patient_id,side,kl\n1L.png,1,L,2\n1R.png,1,R,\n2R.png,2,R,0\n"u8.ToArray(),
        };
        foreach (var name in new[] { "1L", "1R", "2R" })
        {
            files[$"knee-xray-64/{name}.png"] = TestImages.Png(64, 64, 1, TestImages.Smooth(64, 64, 1));
        }

        foreach (var (name, content) in more)
        {
            files[name] = content;
        }

        return TestFiles.TarGz(files);
    }

    [Fact]
    public async Task An_archive_becomes_the_folder_and_a_second_call_does_nothing()
    {
        var archive = _folder.Write("knee.tar.gz", KneeArchive());
        Assert.Contains("3 examples", (await Get(Knee, archive)).Value());
        Assert.Equal(4, Directory.GetFiles(Path.Combine(Home, "knee-xray-64")).Length);
        Assert.Equal(["knee-xray-64"], Directory.GetFileSystemEntries(Home).Select(Path.GetFileName));
        File.Delete(archive);
        Assert.Contains("nothing to do", (await Get(Knee, null)).Value());
        Assert.Contains("3 examples", DataVerifier.Verify(Knee, new DataLocation(Home)).Value());
    }

    [Fact]
    public async Task A_folder_is_copied()
    {
        (await Get(Knee, _folder.Write("knee.tar.gz", KneeArchive()))).Value();
        var other = await DataInstaller.Get(
            Knee,
            Path.Combine(Home, "knee-xray-64"),
            _folder["other"],
            [],
            null,
            CancellationToken.None
        );
        Assert.Contains(_folder["other"], other.Value());
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder["other"], "knee-xray-64")).Length);
    }

    [Fact]
    public async Task What_cannot_be_downloaded_says_what_to_do()
    {
        (await Get(Knee, null)).FailsWith("knee-xray", "--from");
        (await Get(Knee, _folder["none.tar.gz"])).FailsWith("none.tar.gz", "does not exist");
        (await Get(Fashion, _folder.Write("a.gz", "x"))).FailsWith("a.gz", "name the folder");
        (await Get(Knee, "http://[")).FailsWith("is not an address");
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("knee-xray-64/../../evil.txt")]
    [InlineData("/evil.txt")]
    [InlineData("..\\evil.txt")]
    public async Task Nothing_lands_outside_the_folder(string name)
    {
        var archive = _folder.Write("knee.tar.gz", KneeArchive((name, [1])));
        (await Get(Knee, archive)).FailsWith("outside its folder", "do not use it");
        Assert.DoesNotContain(
            Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories),
            f => f.EndsWith("evil.txt")
        );
        Assert.False(Directory.Exists(Path.Combine(Home, "knee-xray-64")));
    }

    [Fact]
    public async Task Links_are_refused()
    {
        using var plain = new MemoryStream();
        using (var tar = new TarWriter(plain, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "knee-xray-64/link") { LinkName = "/etc" });
        }

        var archive = _folder.Write("knee.tar.gz", TestFiles.Gzip(plain.ToArray()));
        (await Get(Knee, archive)).FailsWith("knee-xray-64/link", "plain files only");
    }

    [Fact]
    public async Task A_bad_archive_leaves_the_good_folder_as_it_was()
    {
        (await Get(Knee, _folder.Write("knee.tar.gz", KneeArchive()))).Value();
        var whole = KneeArchive();
        (await Get(Knee, _folder.Write("half.tar.gz", whole[..(whole.Length / 2)]))).FailsWith(
            "half.tar.gz",
            "get it again"
        );
        (await Get(Knee, _folder.Write("text.tar.gz", "hello"))).FailsWith("text.tar.gz");
        (await Get(Knee, _folder.Write("bad.tar.gz", KneeArchive(("knee-xray-64/1L.png", [1, 2]))))).FailsWith(
            "1L.png"
        );
        Assert.Contains("3 examples", DataVerifier.Verify(Knee, new DataLocation(Home)).Value());
        Assert.Equal(["knee-xray-64"], Directory.GetFileSystemEntries(Home).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_download_is_checked_unpacked_and_verified()
    {
        var files = TestFiles
            .Cifar(6, 4)
            .Select(file => KeyValuePair.Create("cifar-100-binary/" + file.Key, file.Value));
        var archive = TestFiles.TarGz(files);
        using var server = new FileServer();
        server.Files["a.tar.gz"] = archive;
        (await Get(Cifar, server.Address + "a.tar.gz")).FailsWith(server.Address, "checksum differs");
        var sum = new DataChecksum(DataHash.Md5, false, Convert.ToHexStringLower(MD5.HashData(archive)));
        var entry = Cifar with { Files = [Cifar.Files[0] with { Checksum = sum }] };
        Assert.Contains("10 examples", (await Get(entry, server.Address + "a.tar.gz")).Value());
        Assert.Equal(["cifar-100-binary"], Directory.GetFileSystemEntries(Home).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Several_files_come_from_one_address()
    {
        TestFiles.FashionMnist(_folder, 12, 5, i => (byte)(i % 10));
        using var server = new FileServer();
        var sums = Fashion.Files.Select(file =>
        {
            server.Files["sub/" + file.Name] = File.ReadAllBytes(_folder["fashion-mnist/" + file.Name]);
            var hash = SHA256.HashData(server.Files["sub/" + file.Name]);
            return file with { Checksum = new DataChecksum(DataHash.Sha256, false, Convert.ToHexStringLower(hash)) };
        });
        var entry = Fashion with { Files = [.. sums] };
        Assert.Contains("17 examples, checksums", (await Get(entry, server.Address + "sub/")).Value());
        File.WriteAllText(Path.Combine(Home, "fashion-mnist", entry.Files[1].Name), "damaged");
        DataVerifier.Verify(entry, new DataLocation(Home)).FailsWith("train-labels", "checksum differs", "data get");
        File.Delete(Path.Combine(Home, "fashion-mnist", entry.Files[3].Name));
        File.Copy(
            _folder["fashion-mnist/" + entry.Files[1].Name],
            Path.Combine(Home, "fashion-mnist", entry.Files[1].Name),
            true
        );
        DataVerifier.Verify(entry, new DataLocation(Home)).FailsWith("t10k-labels", "missing");
    }

    [Fact]
    public async Task Files_that_are_not_the_publishers_are_refused()
    {
        TestFiles.FashionMnist(_folder, 12, 5, i => (byte)(i % 10));
        (await Get(Fashion, _folder["fashion-mnist"])).FailsWith("checksum differs");
        Assert.False(Directory.Exists(Path.Combine(Home, "fashion-mnist")));
        (await Get(Fashion, _folder.Path)).FailsWith("train-images-idx3-ubyte.gz", "check --from");
    }

    [FactWithFashionMnist]
    public async Task The_systems_package_is_used_where_it_is()
    {
        var got = await DataInstaller.Get(Fashion, null, Home, null, CancellationToken.None);
        Assert.Contains("/usr/share/datasets/fashion-mnist: 70000 examples, checksums", got.Value());
        Assert.False(Directory.Exists(Home));
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_is_named()
    {
        var archive = _folder.Write("knee.tar.gz", KneeArchive());
        _folder.Write("home", "a file where the folder should be");
        (await Get(Knee, archive)).FailsWith(Home, "--to");
    }
}
