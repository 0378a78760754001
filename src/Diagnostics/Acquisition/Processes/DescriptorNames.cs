using System.Globalization;
using System.Net;

namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>Says what the descriptors of a process are, proc(5). Tests hand in a folder of their own.</summary>
internal sealed class DescriptorNames(string root, int processId)
{
    private const string SocketPrefix = "socket:[";
    private const int MaxPath = 80;

    private static readonly (string File, string Kind)[] s_tables = [("tcp", "socket"), ("tcp6", "socket"), ("udp", "UDP socket"), ("udp6", "UDP socket")];

    private Dictionary<string, string>? _sockets;

    /// <summary>Null when it is closed meanwhile or may not be seen.</summary>
    public string? Find(int descriptor)
    {
        try
        {
            var link = new FileInfo(Path.Combine(root, $"{processId}/fd/{descriptor}")).LinkTarget;
            return link is null ? null
                : link.StartsWith(SocketPrefix, StringComparison.Ordinal) ? Socket(link[SocketPrefix.Length..^1])
                : link.Length > MaxPath ? $"...{link[^MaxPath..]}"
                : link;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string Socket(string inode)
    {
        _sockets ??= ReadTables();
        return _sockets.GetValueOrDefault(inode) ?? $"socket:[{inode}]";
    }

    /// <summary>The sockets of the network that the process sees, by inode.</summary>
    private Dictionary<string, string> ReadTables()
    {
        var sockets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, kind) in s_tables)
        {
            foreach (var line in Lines(file).Skip(1))
            {
                // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, var remote, _, _, _, _, _, _, var inode, ..]
                    && Address(local) is { } here && Address(remote) is { } there)
                {
                    sockets[inode] = there.Port == 0 ? $"{kind} {here}" : $"{kind} {here} -> {there}";
                }
            }
        }

        foreach (var line in Lines("unix").Skip(1))
        {
            // Num RefCount Protocol Flags Type St Inode Path
            if (line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries) is [_, _, _, _, _, _, var inode, .. var path])
            {
                sockets[inode] = path is [var name] ? $"local socket {name}" : $"local socket:[{inode}]";
            }
        }

        return sockets;
    }

    private IEnumerable<string> Lines(string file)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(root, $"{processId}/net/{file}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // no such kind of address here, or not ours to see
        }
    }

    /// <summary>Address and port in hexadecimal, each word of the address as the processor has it: 0100007F:1F90 is 127.0.0.1:8080.</summary>
    private static IPEndPoint? Address(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is not (8 or 32) || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        var bytes = Convert.FromHexString(text.AsSpan(0, colon));
        for (var word = 0; word < bytes.Length; word += 4)
        {
            Array.Reverse(bytes, word, 4);
        }

        var address = new IPAddress(bytes);
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
    }
}
