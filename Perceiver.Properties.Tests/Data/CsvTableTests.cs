using FsCheck;
using FsCheck.Xunit;
using Perceiver.Data;
using Xunit;

namespace Perceiver.Properties.Tests.Data;

public sealed class CsvTableTests
{
    private static string Quoted(string field) => "\"" + field.Replace("\"", "\"\"") + "\"";

    [Property]
    public void Quoted_fields_come_back_as_they_were(NonEmptyArray<NonNull<string>> header, NonNull<string>[] more)
    {
        var columns = header.Get.Select(field => field.Get).ToArray();
        var row = columns.Select((_, i) => i < more.Length ? more[i].Get : "x").ToArray();
        var text = string.Join(',', columns.Select(Quoted)) + "\r\n" + string.Join(',', row.Select(Quoted));
        var table = CsvTable.Parse(text, "a.csv");

        // A line that holds one empty field cannot be told from an empty line.
        if (columns is [""] || row is [""])
        {
            return;
        }

        Assert.Equal(columns, table.Value().Columns);
        Assert.Equal(row, table.Value().Rows.Single().Fields);
    }

    [Property]
    public void No_text_makes_it_throw(NonNull<string> text) => CsvTable.Parse(text.Get, "a.csv").IfLeft(_ => { });

    [Fact]
    public void Plain_quoted_and_blank_lines()
    {
        var table = CsvTable
            .Parse("\uFEFFfile,label\na.png,\"left, or \"\"L\"\"\"\n\n\"b\nc.png\",R\n", "a.csv")
            .Value();
        Assert.Equal(["file", "label"], table.Columns);
        Assert.Equal(["a.png", "left, or \"L\""], table.Rows[0].Fields);
        Assert.Equal(["b\nc.png", "R"], table.Rows[1].Fields);
        Assert.Equal([2, 4], table.Rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n1,2,3\n", "a.csv(2)", "3 fields where the header has 2")]
    [InlineData("a,b\n1,\"2\n", "a.csv(2)", "not closed")]
    public void Faults_are_named(string text, params string[] words) => CsvTable.Parse(text, "a.csv").FailsWith(words);

    [Fact]
    public void An_unknown_column_is_named_with_the_nearest() =>
        CsvTable
            .Parse("file,patient_id\n", "a.csv")
            .Value()
            .Column("patient-id", "a.csv")
            .FailsWith("no column 'patient-id'", "did you mean 'patient_id'?");
}
