using System.Globalization;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Preconditions;

/// <summary>Names of users by id, from passwd(5). A user of a directory service or another container has only a number.</summary>
internal sealed class UserNames
{
    private readonly Dictionary<uint, string> _names = [];

    public UserNames(string path = "/etc/passwd")
    {
        foreach (var line in Lines(path))
        {
            if (line.Split(':') is [var name, _, var id, ..]
                && uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                _names.TryAdd(number, TerminalText.Escape(name));
            }
        }
    }

    public string this[uint id] => _names.GetValueOrDefault(id) ?? id.ToString(CultureInfo.InvariantCulture);

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
