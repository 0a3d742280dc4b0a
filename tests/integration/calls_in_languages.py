"""Support calls of a made-up company in Turkish, in Arabic, and in Turkish and English, as transcripts."""

TURKISH = """
Elif: İyi günler, Fernway destek hattına hoş geldiniz, ben Elif. Size nasıl yardımcı olabilirim?
Müşteri: Merhaba Elif Hanım. Geçen ayın faturasını sistemden indirmek istiyorum ama bir türlü olmuyor.
Elif: Anladım. Faturayı hangi sayfadan indirmeye çalışıyorsunuz?
Müşteri: Muhasebe sayfasından. Dışa aktarma düğmesine basıyorum, boş bir dosya geliyor.
Elif: Dışa aktarmayı hangi tarayıcıda denediniz?
Müşteri: İki ayrı tarayıcıda denedim. Dışa aktarmada hep aynı hata çıkıyor: rapor hazırlanamadı.
Elif: Anlıyorum, bu can sıkıcı. Müşteri numaranızı alabilir miyim?
Müşteri: Tabii, kırk yedi on bir. ISPARTA şubesinden arıyorum.
Elif: Teşekkür ederim. Isparta şubesinin hesabını açtım.
Müşteri: Açıkçası bu sorun yüzünden Zenlane'e geçmeyi düşünüyoruz.
Elif: Zenlane'in hangi yönü size daha uygun geliyor?
Müşteri: Fiyatı daha uygun. Üstelik Zenlanede faturalar her ayın ilk günü e-posta ile geliyor.
Elif: Bizde de otomatik fatura gönderimi var, hesabınızda kapalı görünüyor. Ücretsiz açabilirim.
Müşteri: Öyle mi? Bunu bize kimse söylememişti.
Elif: Takvim eşitlemesini de kullanıyor musunuz?
Müşteri: Evet, takvim eşitlemesi iki haftadır çalışmıyor. İstanbul'daki ekip randevuları göremiyor.
Elif: Takvimi yeniden bağlıyorum. Bir saniye bekler misiniz?
Müşteri: Tamam, bekliyorum.
Elif: Bağladım. Şimdi takvimde randevular görünüyor mu?
Müşteri: Evet, hepsi geldi. Peki fatura ne olacak?
Elif: Faturayı size e-posta ile gönderdim, otomatik gönderimi de açtım.
Müşteri: Harika, faturayı aldım. Çok teşekkür ederim.
Elif: Rica ederim. Başka bir isteğiniz var mı?
Müşteri: Hayır, teşekkürler, iyi günler.
"""
ARABIC = """
سلمى: السلام عليكم، معك سلمى من خدمة عملاء فيرنواي، كيف أقدر أساعدك؟
العميل: وعليكم السلام. لم تصلني فاتورة هذا الشهر حتى الآن.
سلمى: أفهم. هل تبحث عن الفاتورة في صفحة الحسابات؟
العميل: نعم، وعندما أضغط على زر التصدير يظهر ملف فارغ.
سلمى: متى بدأت مشكلة التصدير عندكم؟
العميل: منذ أسبوعين. جربت تصدير التقرير من جهازين وظهر الخطأ نفسه.
سلمى: أعتذر عن ذلك. هل تعطيني رقم الحساب من فضلك؟
العميل: سبعة وأربعون أحد عشر.
سلمى: شكرا، وجدت الحساب.
العميل: بصراحة نفكر في الانتقال إلى زينلين بسبب هذه المشكلة.
سلمى: وما الذي يعجبكم في زينلين؟
العميل: السعر أقل. وزينلين ترسل الفاتورة بالبريد الإلكتروني كل شهر.
سلمى: عندنا أيضا إرسال الفواتير بالبريد، وهو مغلق في حسابكم، ويمكنني تفعيله مجانا.
العميل: لم يخبرنا أحد بذلك.
سلمى: هل تستخدمون مزامنة التقويم أيضا؟
العميل: نعم، مزامنة التقويم متوقفة، والموظفون لا يرون المواعيد.
سلمى: أعدت ربط التقويم الآن. هل تظهر المواعيد؟
العميل: نعم، ظهرت كلها. وماذا عن الفاتورة؟
سلمى: أرسلت لك الفاتورة بالبريد وفعلت الإرسال كل شهر.
العميل: ممتاز، وصلت الفاتورة. شكرا جزيلا.
سلمى: عفوا. هل تحتاج إلى شيء آخر؟
العميل: لا، شكرا لك، مع السلامة.
"""
MIXED = """
Elif: İyi günler, Fernway destek hattına hoş geldiniz, ben Elif. Size nasıl yardımcı olabilirim?
Müşteri: Merhaba, takvim eşitlemesi dünden beri çalışmıyor, randevuları göremiyoruz.
Elif: Takvim eşitlemesini hemen kontrol ediyorum, bir saniye bekler misiniz lütfen?
Müşteri: Tabii, bekliyorum. Aslında bağlantıyı iş arkadaşım kurmuştu, o Türkçe bilmiyor.
Elif: Sorun değil, onunla İngilizce de konuşabilirim.
Müşteri: Hello, this is Tom from the same office, I set up the calendar sync last month.
Elif: Hello Tom, I can see that the calendar sync was switched off by an update yesterday evening.
Müşteri: Okay. We looked at Zenlane because their calendar sync never breaks.
Elif: I am sorry about that, I have switched it on again and you should see everything now.
Müşteri: Oh that's great, I can see it now, thank you so much for your help.
Elif: You are welcome. Başka bir isteğiniz var mı?
Müşteri: Hayır, çok teşekkür ederiz, iyi günler dileriz.
"""


def as_webvtt(script: str) -> str:
    """Return a script, a line `Speaker: text` each, as WebVTT: five seconds a line."""
    cues = ["WEBVTT"]
    for n, line in enumerate(script.strip().splitlines()):
        speaker, text = line.split(": ", 1)
        cues.append(f"{_clock(5 * n)} --> {_clock(5 * n + 4)}\n<v {speaker}>{text}")
    return "\n\n".join(cues) + "\n"


def _clock(seconds: int) -> str:
    return f"00:{seconds // 60:02d}:{seconds % 60:02d}.000"
