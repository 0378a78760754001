namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// An editor reads an article and, still reading, asks for the writer's lock: it waits for all readers to leave, and is
/// one of them. The old ReaderWriterLock lets a program do this; the slim one throws.
/// </summary>
internal sealed class LockUpgrade(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        var wiki = new Wiki();
        Run("editor", Faulty ? wiki.Correct : wiki.CorrectUpgrading);
        Run("visitor", wiki.Show);
    }
}

internal sealed class Wiki
{
    private readonly ReaderWriterLock _article = new();
    private int _version;
    private int _views;

    public void Correct()
    {
        _article.AcquireReaderLock(Timeout.Infinite);
        try
        {
            if (_version >= 0)
            {
                _article.AcquireWriterLock(Timeout.Infinite); // marker: editor-waits
                _version++;
                _article.ReleaseWriterLock();
            }
        }
        finally
        {
            _article.ReleaseReaderLock();
        }
    }

    /// <summary>The repair: an upgrade gives the reader's lock back while it waits.</summary>
    public void CorrectUpgrading()
    {
        _article.AcquireReaderLock(Timeout.Infinite);
        try
        {
            var cookie = _article.UpgradeToWriterLock(Timeout.Infinite);
            _version++;
            _article.DowngradeFromWriterLock(ref cookie);
        }
        finally
        {
            _article.ReleaseReaderLock();
        }
    }

    public void Show()
    {
        _article.AcquireReaderLock(Timeout.Infinite); // marker: visitor-queues
        _views += _version;
        _article.ReleaseReaderLock();
    }
}
