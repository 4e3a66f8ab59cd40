using System.Security.Cryptography;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class DownloaderTests : IDisposable
{
    private static readonly HttpClient Client = new();

    private readonly TemporaryFolder _folder = new();
    private readonly FileServer _server = new();
    private readonly byte[] _file = new byte[300_000];

    public DownloaderTests()
    {
        new Random(1).NextBytes(_file);
        _server.Files["file"] = _file;
    }

    private string Part => _folder["file.part"];

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private static DataChecksum Sum(byte[] content) =>
        new(DataHash.Sha256, false, Convert.ToHexStringLower(SHA256.HashData(content)));

    private Task<LanguageExt.Either<DataError, string>> Fetch(
        string name = "file",
        int attempts = 1,
        DataChecksum? checksum = null,
        IProgress<DataProgress>? progress = null,
        CancellationToken cancel = default
    ) =>
        new Downloader(Client, attempts, TimeSpan.Zero).Fetch(
            new Uri(_server.Address + name),
            _folder["file"],
            checksum ?? Sum(_file),
            progress,
            cancel
        );

    private async Task ArrivesWhole(Task<LanguageExt.Either<DataError, string>> fetch)
    {
        Assert.Equal(_folder["file"], (await fetch).Value());
        Assert.Equal(_file, File.ReadAllBytes(_folder["file"]));
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_file_arrives_whole_and_progress_is_told()
    {
        var told = new Told();
        await ArrivesWhole(Fetch(progress: told));
        Assert.Equal(told.Steps.Order(), told.Steps);
        Assert.Equal(_file.Length, told.Steps[^1]);
        Assert.Equal(_file.Length, told.Total);
    }

    [Fact]
    public async Task A_broken_transfer_goes_on_where_it_stopped()
    {
        _server.BreakAfter.Enqueue(100_000);
        _server.BreakAfter.Enqueue(70_000);
        await ArrivesWhole(Fetch(attempts: 3));
        Assert.Equal([null, "bytes=100000-", "bytes=170000-"], _server.Requests);
    }

    [Fact]
    public async Task A_later_call_goes_on_where_an_earlier_one_stopped()
    {
        _server.BreakAfter.Enqueue(100_000);
        (await Fetch()).FailsWith("broke off", "run the command again");
        Assert.False(File.Exists(_folder["file"]));
        Assert.Equal(_file[..100_000], File.ReadAllBytes(Part));
        await ArrivesWhole(Fetch());
        Assert.Equal("bytes=100000-", _server.Requests[^1]);
    }

    [Fact]
    public async Task A_server_without_ranges_starts_anew()
    {
        _server.Ranges = false;
        _server.BreakAfter.Enqueue(100_000);
        await ArrivesWhole(Fetch(attempts: 2));
    }

    [Fact]
    public async Task A_part_that_is_complete_is_taken()
    {
        _folder.Write("file.part", _file);
        await ArrivesWhole(Fetch());
    }

    [Fact]
    public async Task A_part_of_another_file_is_thrown_away()
    {
        _folder.Write("file.part", new byte[1000]);
        await ArrivesWhole(Fetch());
        _folder.Write("file.part", new byte[400_000]);
        await ArrivesWhole(Fetch(attempts: 2));
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_nothing_behind()
    {
        (await Fetch(checksum: Sum([1]))).FailsWith(_server.Address, "checksum differs");
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_what_was_there_before()
    {
        _folder.Write("file", "the old one");
        (await Fetch(checksum: Sum([1]))).FailsWith("checksum differs");
        Assert.Equal("the old one", File.ReadAllText(_folder["file"]));
    }

    [Fact]
    public async Task What_the_server_does_not_have_is_named() =>
        (await Fetch("other")).FailsWith(_server.Address + "other", "404", "--from");

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        _server.Dispose();
        (await Fetch(attempts: 2)).FailsWith(_server.Address, "cannot be reached");
    }

    [Fact]
    public async Task Cancelling_keeps_what_has_come()
    {
        using var cancel = new CancellationTokenSource();
        var stop = new Told { AtHalf = cancel.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetch(progress: stop, cancel: cancel.Token));
        Assert.InRange(new FileInfo(Part).Length, 150_000, _file.Length);
        await ArrivesWhole(Fetch());
    }

    private sealed class Told : IProgress<DataProgress>
    {
        public List<long> Steps { get; } = [];

        public long? Total { get; private set; }

        public Action? AtHalf { get; init; }

        public void Report(DataProgress value)
        {
            Steps.Add(value.Done);
            Total = value.Total;
            if (value.Done >= 150_000)
            {
                AtHalf?.Invoke();
            }
        }
    }
}
