namespace Perceiver.Cli;

/// <summary>Letters of three by five pixels, for words on pictures.</summary>
internal static class PixelFont
{
    /// <summary>Pixels from one letter to the next.</summary>
    public const int Advance = 4;

    /// <summary>Pixels of a letter's height.</summary>
    public const int Height = 5;

    // Five rows from the top, each three pixels as an octal digit. What is not here is a small box.
    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['A'] = "25755",
        ['B'] = "65656",
        ['C'] = "34443",
        ['D'] = "65556",
        ['E'] = "74647",
        ['F'] = "74644",
        ['G'] = "34553",
        ['H'] = "55755",
        ['I'] = "72227",
        ['J'] = "11152",
        ['K'] = "55655",
        ['L'] = "44447",
        ['M'] = "57755",
        ['N'] = "65555",
        ['O'] = "25552",
        ['P'] = "65644",
        ['Q'] = "25573",
        ['R'] = "65655",
        ['S'] = "34216",
        ['T'] = "72222",
        ['U'] = "55557",
        ['V'] = "55552",
        ['W'] = "55775",
        ['X'] = "55255",
        ['Y'] = "55222",
        ['Z'] = "71247",
        ['0'] = "75557",
        ['1'] = "26227",
        ['2'] = "61247",
        ['3'] = "71317",
        ['4'] = "55711",
        ['5'] = "74616",
        ['6'] = "34757",
        ['7'] = "71222",
        ['8'] = "75757",
        ['9'] = "75716",
        [' '] = "00000",
        ['.'] = "00002",
        [','] = "00024",
        ['-'] = "00700",
        ['_'] = "00007",
        ['+'] = "02720",
        ['%'] = "51245",
        ['/'] = "11244",
        ['('] = "12221",
        [')'] = "42224",
        [':'] = "02020",
    };

    /// <summary>Whether a letter has a pixel at a row and column.</summary>
    public static bool IsSet(char letter, int row, int column)
    {
        var glyph = Glyphs.GetValueOrDefault(char.ToUpperInvariant(letter), "07570");
        return ((glyph[row] - '0') >> (2 - column) & 1) == 1;
    }
}
