using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary>Pictures side by side, each with words below it.</summary>
public sealed class ContactSheet
{
    private const int Gap = 8;
    private const int TextScale = 2;
    private const int TextHeight = PixelFont.Height * TextScale;
    private const byte Paper = 250;
    private const byte Ink = 30;

    private readonly byte[] _pixels;
    private readonly (int Height, int Width) _cell;
    private readonly (int Height, int Width) _sheet;
    private readonly int _lines;

    /// <summary>An empty sheet.</summary>
    /// <param name="rows">Rows of pictures.</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="height">Height of a picture.</param>
    /// <param name="width">Width of a picture.</param>
    /// <param name="lines">Lines of words below a picture.</param>
    public ContactSheet(int rows, int columns, int height, int width, int lines = 2)
    {
        _lines = lines;
        _cell = (height + (lines * (TextHeight + (Gap / 2))) + Gap, width + Gap);
        _sheet = ((rows * _cell.Height) + Gap, (columns * _cell.Width) + Gap);
        _pixels = new byte[_sheet.Height * _sheet.Width * 3];
        _pixels.AsSpan().Fill(Paper);
    }

    /// <summary>The sheet so far.</summary>
    public DecodedImage Image => new(_pixels, _sheet.Height, _sheet.Width, 3);

    /// <summary>Puts a picture and its words, at most the sheet's lines, in a place.</summary>
    public void Put(int row, int column, DecodedImage picture, params IReadOnlyList<string> lines)
    {
        var (top, left) = ((row * _cell.Height) + Gap, (column * _cell.Width) + Gap);
        var source = picture.Pixels.Span;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var at = ((y * picture.Width) + x) * picture.Channels;
                for (var c = 0; c < 3; c++)
                {
                    Pixel(top + y, left + x)[c] = source[at + (picture.Channels == 3 ? c : 0)];
                }
            }
        }

        foreach (var (i, line) in lines.Take(_lines).Index())
        {
            Write(top + picture.Height + (Gap / 2) + (i * (TextHeight + (Gap / 2))), left, line);
        }
    }

    private void Write(int top, int left, string text)
    {
        var room = (_cell.Width - Gap) / (PixelFont.Advance * TextScale);
        foreach (var (i, letter) in text.Take(room).Index())
        {
            for (var pixel = 0; pixel < 15 * TextScale * TextScale; pixel++)
            {
                var (y, x) = (pixel / (3 * TextScale), pixel % (3 * TextScale));
                if (PixelFont.IsSet(letter, y / TextScale, x / TextScale))
                {
                    Pixel(top + y, left + (i * PixelFont.Advance * TextScale) + x).Fill(Ink);
                }
            }
        }
    }

    private Span<byte> Pixel(int y, int x) => _pixels.AsSpan(((y * _sheet.Width) + x) * 3, 3);
}
