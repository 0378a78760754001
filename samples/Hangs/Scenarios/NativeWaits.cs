using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// Not a fault: threads that rest in native code, as the loop of a native library does, a listener that waits for a
/// connection, and readers that wait for their peers.
/// </summary>
internal sealed partial class NativeWaits(bool faulty) : Scenario(faulty)
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In);
    private readonly CountdownEvent _begun = new(4);

    public override void Start()
    {
        _listener.Start();
        var client = new TcpClient();
        client.Connect((IPEndPoint)_listener.LocalEndpoint);
        var server = _listener.AcceptSocket();
        StartThread("native-loop", RestInNativeCode);
        StartThread("acceptor", () => _listener.AcceptSocket());
        StartThread("peer", () => server.Receive(new byte[1]));
        StartThread("courier", () => _pipe.ReadByte());
    }

    protected override string? MissingFault() => MissingProgress();

    protected override string? MissingProgress() => _begun.IsSet ? null : "not all threads have begun";

    private void StartThread(string name, Action wait) => new Thread(() =>
    {
        _begun.Signal();
        wait();
    })
    { Name = name, IsBackground = true }.Start();

    private static void RestInNativeCode() => _ = Pause();

    /// <summary>Waits for any signal that has a handler, pause(2).</summary>
    [LibraryImport("libc", EntryPoint = "pause")]
    private static partial int Pause();
}
