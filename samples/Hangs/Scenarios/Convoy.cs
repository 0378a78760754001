namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A mailer sleeps between two attempts while it holds the outbox, and a scanner reads from a device that says nothing
/// while it holds the inbox: everybody who wants one of the two stands still with them.
/// </summary>
internal sealed class Convoy(bool faulty) : Scenario(faulty)
{
    private readonly MailRoom _room = new();
    private Thread? _scanner;

    public override void Start()
    {
        Run("mailer", Faulty ? _room.Deliver : _room.DeliverUnlocked);
        _scanner = new Thread(Faulty ? _room.Scan : _room.ScanUnlocked) { Name = "scanner", IsBackground = true };
        _scanner.Start();
        while (Faulty && !_room.BothAreHeld)
        {
            Thread.Sleep(1);
        }

        Run("clerk", _room.Post);
        Run("courier", _room.Post);
        Run("secretary", _room.Read);
    }
}

internal sealed class MailRoom
{
    private const int BetweenAttempts = 30 * 60 * 1000;

    private readonly object _outbox = new();
    private readonly object _inbox = new();
    private readonly object _stamps = new();
    private readonly System.IO.Pipes.AnonymousPipeServerStream _device = new(System.IO.Pipes.PipeDirection.In);
    private volatile bool _outboxHeld;
    private volatile bool _inboxHeld;
    private int _letters;
    private int _read;

    public bool BothAreHeld => _outboxHeld && _inboxHeld;

    public void Deliver()
    {
        lock (_outbox)
        {
            _outboxHeld = true;
            Frank();
            _letters--;
        }
    }

    /// <summary>Nobody ever waited for this lock: the runtime keeps such a one in the object's own header.</summary>
    private void Frank()
    {
        lock (_stamps)
        {
            Thread.Sleep(BetweenAttempts); // marker: mailer-sleeps
        }
    }

    /// <summary>The repair: nobody sleeps under the lock.</summary>
    public void DeliverUnlocked()
    {
        lock (_outbox)
        {
            _letters--;
        }

        Thread.Sleep(2);
    }

    public void Scan()
    {
        lock (_inbox)
        {
            _inboxHeld = true;
            var page = _device.ReadByte(); // marker: scanner-reads
            _read += page;
        }
    }

    /// <summary>The repair: the device is read first, then what was read is put away.</summary>
    public void ScanUnlocked()
    {
        var page = _device.ReadByte();
        lock (_inbox)
        {
            _read += page;
        }
    }

    public void Post()
    {
        lock (_outbox) // marker: poster-waits
        {
            _letters++;
        }
    }

    public void Read()
    {
        lock (_inbox) // marker: secretary-waits
        {
            _read++;
        }
    }
}
